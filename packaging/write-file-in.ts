import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes `text` to `file` below `directory`, and makes the directories on the way. */
export function writeFileIn(
  directory: string,
  { file, text }: { readonly file: string; readonly text: string },
): void {
  const path = join(directory, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
