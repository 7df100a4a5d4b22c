import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { explainError } from '../../cli/explain-error.ts';
import { run } from '../../cli/run.ts';
import { PreflightError } from '../../functions/domain/model/preflight-error.ts';
import { recordedIo } from './recorded-io.ts';
import { startSeededWorld } from './seeded-world.ts';

const CANARY = 'canary-0123456789';

describe('an error as the person is told it', () => {
  it.each([
    ['operator', 2],
    ['service', 3],
  ] as const)('shows our own message; the fault of the %s exits %i', (fault, exitCode) => {
    const error = new PreflightError('The file is not valid.', { code: 'config.invalid', fault });
    expect(explainError(error)).toEqual({ text: 'error: The file is not valid.\n', exitCode });
  });

  it('shows the name and the frames of a defect, and exits 70', () => {
    const { text, exitCode } = explainError(new RangeError(`about ${CANARY}\n${CANARY}`));
    expect(exitCode).toBe(70);
    expect(text).toMatch(/^error: this is a defect in twilio-preflight \(RangeError\)/);
    expect(text).toContain('run.test.ts');
    expect(text).not.toContain(CANARY);
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EROFS', 'the file system is read-only'],
    ['EACCES', 'this user may not use it'],
    ['EPERM', 'this user may not use it'],
    ['EISDIR', 'it is a directory'],
  ])('names the file and the reason of %s, and exits 2', (code, reason) => {
    const error = Object.assign(new Error(CANARY), { code, path: '/tmp/runs/report.json' });
    expect(explainError(error)).toEqual({
      text: `error: The file /tmp/runs/report.json could not be used: ${reason} (${code}). Nothing was decided.\n`,
      exitCode: 2,
    });
  });

  it.each([
    ['no file', { code: 'EACCES' }],
    ['another fault', { code: 'EBADF', path: '/tmp/x' }],
  ])('exits 70 for an error of the system with %s', (_name, facts) => {
    expect(explainError(Object.assign(new Error(CANARY), facts)).exitCode).toBe(70);
  });

  it('exits 70 for something thrown that is no error', () => {
    const { text, exitCode } = explainError(CANARY);
    expect(exitCode).toBe(70);
    expect(text).toBe(
      'error: this is a defect in twilio-preflight (a thrown string). Nothing was decided.\n',
    );
  });
});

describe('an interrupted run', () => {
  it('ends at once with 130 and never prints a report', async () => {
    const { aws, directory, env } = await startSeededWorld();
    aws.faults.add({ service: 'secretsmanager', kind: 'hang' });
    const interruption = new AbortController();
    const { io, stdout, stderr } = recordedIo({ directory, env, signal: interruption.signal });
    const running = run(['verify'], io);
    await expect.poll(() => aws.journal.list().length, { interval: 2 }).toBeGreaterThan(0);
    interruption.abort();
    expect(await running).toBe(130);
    // What was under way has been told to stop: it ends within a few turns, and prints nothing.
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    expect(stdout()).toBe('');
    expect(stderr()).toContain('Interrupted: nothing was decided.');
    expect(stderr()).not.toContain('error:');
  });
});
