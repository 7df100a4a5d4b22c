import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty directory that is gone when the test run is over (test/temporary-root.ts). */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'directory-'));
}
