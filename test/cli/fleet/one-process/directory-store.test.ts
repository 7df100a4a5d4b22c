import { expect, it } from 'vitest';
import { createDirectoryStore } from '../../../../cli/fleet/one-process/directory-store.ts';
import { temporaryFiles } from '../../temporary-files.ts';

it('gives every line of an object that was opened long before it is read', async () => {
  const store = createDirectoryStore(temporaryFiles({}));
  const call = { signal: new AbortController().signal };
  await store.put('runs/1/a', 'one\ntwo\n', call);
  const opened = (await store.lines('runs/1/a', call)) ?? [];
  // Longer than reading so small a file takes: other files are read meanwhile.
  for (let times = 0; times < 50; times += 1) {
    for await (const line of (await store.lines('runs/1/a', call)) ?? []) expect(line).not.toBe('');
  }
  const lines: string[] = [];
  for await (const line of opened) lines.push(line);
  expect(lines).toEqual(['one', 'two']);
});
