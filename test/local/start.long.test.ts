import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function start(...argv: readonly string[]): { status: number | null; stdout: string } {
  const command = ['--import', 'tsx', 'local/start.ts', ...argv];
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
}

describe('local/start.ts', () => {
  it('ends with 2 for an unknown scenario and names those there are', () => {
    const { status, stdout } = start('--scenario', 'nope');
    expect(status).toBe(2);
    expect(stdout).toContain('There is no scenario "nope". Scenarios:\n  stale-key\n');
  });
});
