import { describe, expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import { historyAnswer } from '../../../functions/domain/history/history-answer.ts';
import { firstState, rejectedRun } from '../../functions/domain/history/stored.ts';
import { startLambda } from '../invoke/lambda-stand-in.ts';
import { type RecordedIo, recordedIo } from '../recorded-io.ts';

const { report: _, ...RUN } = rejectedRun();
const ANSWER = historyAnswer('production', firstState(), { runs: [RUN] });
const PRODUCTION = ['--function', 'the-gate', '--env', 'production'] as const;

async function history(
  ...options: readonly string[]
): Promise<RecordedIo & { readonly exitCode: number }> {
  const recorded = recordedIo();
  return { ...recorded, exitCode: await run(['history', ...options], recorded.io) };
}

describe('history', () => {
  it('asks the gate and shows a table', async () => {
    const lambda = await startLambda({ payload: ANSWER });
    const { exitCode, stdout, stderr } = await history(...PRODUCTION, '--limit', '5');
    expect(exitCode).toBe(0);
    expect(stdout()).toContain('pipeline release, execution e-1');
    expect(stderr()).toBe('');
    expect(lambda.requests).toMatchObject([
      { body: '{"history":{"environment":"production","limit":5}}' },
    ]);
  });

  it('gives the same as JSON', async () => {
    await startLambda({ payload: ANSWER });
    const { stdout } = await history(...PRODUCTION, '--format', 'json');
    expect(JSON.parse(stdout())).toEqual(ANSWER);
  });

  it('asks for 30 runs by default, and for those before a time', async () => {
    const lambda = await startLambda({ payload: ANSWER });
    await history(...PRODUCTION, '--before', '2026-11-22');
    expect(lambda.requests).toMatchObject([
      { body: '{"history":{"environment":"production","limit":30,"before":"2026-11-22"}}' },
    ]);
  });

  it.each([
    ['no function', ['--env', 'production'], '--function is missing'],
    ['no environment', ['--function', 'f'], '--env is missing'],
    [
      'two environments',
      ['--function', 'f', '--env', 'a,b'],
      '--env a,b is not the name of one environment',
    ],
    ['no runs', [...PRODUCTION, '--limit', '0'], '--limit 0 is not a whole number from 1 to 100'],
    ['too many runs', [...PRODUCTION, '--limit', '101'], 'from 1 to 100'],
    ['no number', [...PRODUCTION, '--limit', 'all'], 'from 1 to 100'],
    ['another format', [...PRODUCTION, '--format', 'junit'], 'Unknown format junit'],
  ])('refuses %s with exit code 2', async (_name, options, text) => {
    const { exitCode, stderr } = await history(...options);
    expect(exitCode).toBe(2);
    expect(stderr()).toContain(text);
  });

  it('repeats what the gate refuses', async () => {
    const errorMessage = 'This gate keeps no history: it was deployed without a table.';
    await startLambda({
      payload: { errorType: 'history.absent', errorMessage },
      functionError: 'Unhandled',
    });
    const { exitCode, stderr } = await history(...PRODUCTION);
    expect(exitCode).toBe(2);
    expect(stderr()).toContain(errorMessage);
  });

  it('could not tell, and ends with 3, where the table gives no answer', async () => {
    const errorMessage =
      'The history could not be used: No answer from DynamoDB: the connection was reset.';
    await startLambda({
      payload: { errorType: 'history.unavailable', errorMessage },
      functionError: 'Unhandled',
    });
    const { exitCode, stderr } = await history(...PRODUCTION);
    expect(exitCode).toBe(3);
    expect(stderr()).toContain('The gate could not check: The history could not be used');
  });

  it.each([
    ['is no JSON', { text: 'nonsense' }],
    ['is a report', { payload: { schemaVersion: 1, environments: [] } }],
    ['is about another environment', { payload: { ...ANSWER, environment: 'staging' } }],
  ])('does not believe an answer that %s', async (_name, answer) => {
    await startLambda(answer);
    const { exitCode, stdout } = await history(...PRODUCTION);
    expect(exitCode).toBe(70);
    expect(stdout()).toBe('');
  });
});
