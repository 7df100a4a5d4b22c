import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One directory for everything that a test run writes, gone when the run is over. */
export function setup(): () => void {
  const root = mkdtempSync(join(tmpdir(), 'twilio-preflight-tests-'));
  // Workers and child processes inherit it, and os.tmpdir() follows it.
  process.env['TMPDIR'] = root;
  return () => rmSync(root, { recursive: true, force: true });
}
