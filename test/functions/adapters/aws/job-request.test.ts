import { describe, expect, it } from 'vitest';
import {
  continuationInput,
  failureInput,
  successInput,
} from '../../../../functions/adapters/aws/job-request.ts';

const ROCKET = '\u{1F680}';

function failure(message: string, externalExecutionId = 'r-1') {
  const result = { outcome: 'failure', type: 'JobFailed', message, externalExecutionId } as const;
  return failureInput('job', result).failureDetails;
}

function success(summary: string, outputVariables: Record<string, string> = {}) {
  return successInput('job', { outcome: 'success', summary, outputVariables });
}

describe('a failure', () => {
  it.each([
    ['keeps a message of 5,000 code points', ROCKET.repeat(5000), ROCKET.repeat(5000)],
    ['cuts a longer one by code points', ROCKET.repeat(5001), ROCKET.repeat(5000)],
    ['replaces half a character', 'a\uD83D', 'a\uFFFD'],
    ['gives words to an empty message', '', 'Blocked; no diagnosis was given.'],
  ])('%s', (_what, message, sent) => {
    expect(failure(message)?.message).toBe(sent);
  });

  it('cuts the run id to 1,500 characters', () => {
    expect(failure('m', 'r'.repeat(1501))?.externalExecutionId).toHaveLength(1500);
  });

  it('leaves out an empty run id', () => {
    expect(failure('m', '')).not.toHaveProperty('externalExecutionId');
  });
});

describe('a success', () => {
  it.each([
    ['cuts the summary to 2,048 code points', ROCKET.repeat(3000), ROCKET.repeat(2048)],
    ['gives words to an empty summary', '', 'Passed.'],
  ])('%s', (_what, summary, sent) => {
    expect(success(summary).executionDetails?.summary).toBe(sent);
  });

  it('leaves out output variables without a value', () => {
    expect(success('s', { verdict: 'pass', versionId: '' }).outputVariables).toEqual({
      verdict: 'pass',
    });
  });
});

describe('a continuation', () => {
  const input = (continuationToken: string, summary = 'waiting') =>
    continuationInput('job', { outcome: 'continue', continuationToken, summary });

  it('carries the token and a summary, and no output variables', () => {
    expect(input('token')).toEqual({
      jobId: 'job',
      continuationToken: 'token',
      executionDetails: { summary: 'waiting' },
    });
  });

  it.each([
    ['cuts the summary to 2,048 code points', ROCKET.repeat(3000), ROCKET.repeat(2048)],
    ['gives words to an empty summary', '', 'Not decided yet.'],
  ])('%s', (_what, summary, sent) => {
    expect(input('token', summary)?.executionDetails?.summary).toBe(sent);
  });

  it.each([
    ['takes a token of 2,048 characters', 't'.repeat(2048), true],
    ['has no request for a longer one, which must not be cut', 't'.repeat(2049), false],
    ['has no request for an empty one', '', false],
  ])('%s', (_what, token, isTaken) => {
    expect(input(token) !== undefined).toBe(isTaken);
  });
});
