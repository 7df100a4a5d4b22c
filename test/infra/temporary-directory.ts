import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'preflight-infra-'));

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An empty directory that is gone when the test file has run. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(root, 'directory-'));
}
