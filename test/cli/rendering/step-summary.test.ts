import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendStepSummary } from '../../../cli/rendering/append-step-summary.ts';
import { auditOutcome } from '../../../cli/rendering/audit-outcome.ts';
import { run } from '../../../cli/run.ts';
import { failing, report } from '../../functions/domain/rendering/reports.ts';
import { finding } from '../../functions/domain/verification/audit/findings.ts';
import { startLambda } from '../invoke/lambda-stand-in.ts';
import { recordedIo } from '../recorded-io.ts';
import { temporaryFiles } from '../temporary-files.ts';

const MIB = 1024 * 1024;

async function invoke(format: string, path: string) {
  await startLambda({ payload: report([failing()]) });
  const recorded = recordedIo({ env: { GITHUB_STEP_SUMMARY: path } });
  const argv = ['invoke', '--function', 'f', '--env', 'production', '--format', format];
  return { ...recorded, exitCode: await run(argv, recorded.io) };
}

/** Appends an audit of so many findings, each of some 600 bytes. */
function append(path: string, findings: number): string {
  const { io, stderr } = recordedIo({ env: { GITHUB_STEP_SUMMARY: path } });
  const long = finding({ status: 'warn', message: 'ä'.repeat(250) });
  const audit = {
    schemaVersion: 1,
    findings: Array.from({ length: findings }, () => long),
  } as const;
  appendStepSummary(auditOutcome(audit), io);
  return stderr();
}

describe('the step summary of GitHub', () => {
  it('is appended as Markdown to the file that GitHub names', async () => {
    const path = join(temporaryFiles({ summary: 'before\n' }), 'summary');
    const { exitCode, stdout, stderr } = await invoke('github', path);
    expect([exitCode, stderr()]).toEqual([1, '']);
    expect(stdout()).toMatch(/^::error /);
    expect(readFileSync(path, 'utf8')).toMatch(/^before\n## Credential check: fail\n\n\| Env/);
  });

  it('is written by no other format', async () => {
    const path = join(temporaryFiles({}), 'summary');
    await invoke('markdown', path);
    expect(existsSync(path)).toBe(false);
  });

  it('is said on stderr where it cannot be written, and changes no exit code', async () => {
    const { exitCode, stdout, stderr } = await invoke('github', temporaryFiles({}));
    expect([exitCode, stderr()]).toEqual([
      1,
      'note: the step summary (GITHUB_STEP_SUMMARY) could not be written (EISDIR).\n',
    ]);
    expect(stdout()).toMatch(/^::error /);
  });

  it('is cut at a line where it would exceed the 1 MiB that GitHub takes', () => {
    const path = join(temporaryFiles({ summary: 'x'.repeat(1000) }), 'summary');
    append(path, 3000);
    expect(statSync(path).size).toBeLessThanOrEqual(MIB);
    expect(statSync(path).size).toBeGreaterThan(MIB - 2000);
    expect(readFileSync(path, 'utf8')).toMatch(/ä+ \|\n\n… \(shortened: [^\n]+\)\n$/);
  });

  it('leaves a file as it is that is full already', () => {
    const path = join(temporaryFiles({ summary: 'x'.repeat(MIB) }), 'summary');
    append(path, 1);
    expect(statSync(path).size).toBe(MIB);
  });
});
