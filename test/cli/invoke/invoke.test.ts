import { describe, expect, it, vi } from 'vitest';
import { run } from '../../../cli/run.ts';
import {
  failing,
  passing,
  REJECTED,
  report,
  undecided,
} from '../../functions/domain/rendering/reports.ts';
import { type RecordedIo, recordedIo } from '../recorded-io.ts';
import { type LambdaAnswer, startLambda } from './lambda-stand-in.ts';

const CANARY = 'canary0123456789abcdef0123456789';

async function invoke(
  ...options: readonly string[]
): Promise<RecordedIo & { readonly exitCode: number }> {
  const recorded = recordedIo();
  const exitCode = await run(['invoke', '--function', 'the-gate', ...options], recorded.io);
  expect(recorded.stdout() + recorded.stderr()).not.toContain(CANARY.slice(0, 8));
  return { ...recorded, exitCode };
}

const PRODUCTION = ['--env', 'production'] as const;
const PASS = passing({ name: 'production' });
const FORM_FAULT = failing({ diagnosis: { ...REJECTED, cause: 'credential.whitespace' } });

describe('invoke', () => {
  it('asks the function once and prints its report', async () => {
    const lambda = await startLambda({ payload: report([PASS]) });
    const { exitCode, stdout, stderr } = await invoke(...PRODUCTION, '--region', 'eu-west-1');
    expect(exitCode).toBe(0);
    expect(stdout()).toContain('PASS  production: the gate is open');
    expect(stderr()).toBe('');
    expect(lambda.paths).toEqual(['/2015-03-31/functions/the-gate/invocations']);
    expect(lambda.requests).toMatchObject([
      { body: '{"environment":"production"}', region: 'eu-west-1', service: 'lambda' },
    ]);
  });

  it('asks about several environments in one invocation', async () => {
    const lambda = await startLambda({ payload: report([PASS, passing()]) });
    expect(await invoke('--env', 'production,staging')).toMatchObject({ exitCode: 0 });
    expect(lambda.requests).toMatchObject([{ body: '{"environments":["production","staging"]}' }]);
  });

  it('asks for a run that alerts no one', async () => {
    const lambda = await startLambda({ payload: report([PASS]) });
    expect(await invoke(...PRODUCTION, '--no-alerts')).toMatchObject({ exitCode: 0 });
    expect(lambda.requests).toMatchObject([
      { body: '{"environment":"production","alerts":false}' },
    ]);
  });

  it('asks for a test call, which is agreed to beforehand', async () => {
    const lambda = await startLambda({ payload: report([PASS]) });
    expect(await invoke(...PRODUCTION, '--test-call', '--yes')).toMatchObject({ exitCode: 0 });
    expect(lambda.requests).toMatchObject([
      { body: '{"environment":"production","testCall":true}' },
    ]);
  });

  it('asks for no test call where nobody can be asked', async () => {
    const lambda = await startLambda({ payload: report([PASS]) });
    const { exitCode, stderr } = await invoke(...PRODUCTION, '--test-call');
    expect(exitCode).toBe(2);
    expect(stderr()).toContain('cost money: add --yes');
    expect(lambda.requests).toEqual([]);
  });

  it.each([
    ['y\n', 0, 1],
    ['Yes\n', 0, 1],
    ['\n', 2, 0],
    ['no\n', 2, 0],
    ['', 2, 0],
  ])('asks a person about the charges, who answers %j', async (answer, exitCode, requests) => {
    const lambda = await startLambda({ payload: report([PASS]) });
    const recorded = recordedIo({ stdin: answer, isTerminal: true });
    const options = ['--function', 'the-gate', ...PRODUCTION, '--test-call'];
    expect(await run(['invoke', ...options], recorded.io)).toBe(exitCode);
    expect(recorded.stderr()).toContain('for production. It costs money. Go on? [y/N]');
    expect(lambda.requests).toHaveLength(requests);
  });

  it.each([
    ['pass', PASS, 0],
    ['rejected', failing(), 1],
    ['a fault of the secret', FORM_FAULT, 2],
    ['inconclusive', undecided(), 3],
    ['rejected in shadow mode', failing({ mode: 'shadow', blocked: false }), 0],
  ])('exits the same in either format: %s', async (_name, environment, code) => {
    const payload = report([environment]);
    await startLambda({ payload });
    const pretty = await invoke(...PRODUCTION);
    const json = await invoke(...PRODUCTION, '--format', 'json');
    expect([pretty.exitCode, json.exitCode]).toEqual([code, code]);
    expect(JSON.parse(json.stdout())).toEqual(payload);
  });

  it('exits 4 for a warning with --strict', async () => {
    await startLambda({ payload: report([passing({ name: 'production', verdict: 'warn' })]) });
    expect(await invoke(...PRODUCTION)).toMatchObject({ exitCode: 0 });
    expect(await invoke(...PRODUCTION, '--strict')).toMatchObject({ exitCode: 4 });
  });
});

interface Refusal {
  readonly name: string;
  readonly answer: LambdaAnswer;
  readonly code: number;
  readonly message: string;
}

function thrown(errorType: string | undefined, errorMessage: string): LambdaAnswer {
  return { functionError: 'Unhandled', payload: { errorType, errorMessage, trace: [CANARY] } };
}

function refused(status: number, errorType: string, Message = 'said Lambda'): LambdaAnswer {
  return { status, errorType, payload: { Message } };
}

const REFUSALS: readonly Refusal[] = [
  {
    name: 'an environment that the gate does not know',
    answer: thrown('PreflightError', 'Unknown environment: production.'),
    code: 2,
    message: 'The gate refused: Unknown environment: production.',
  },
  {
    name: 'another function, which says what it is',
    answer: thrown('payload.invalid', 'The payload is not valid: this is the control function'),
    code: 2,
    message: 'The function refused: The payload is not valid: this is the control function',
  },
  {
    name: 'a defect in the gate, which names itself',
    answer: thrown('program.defect', 'a defect in this program (TypeError); its log has the stack'),
    code: 70,
    message: 'The gate failed: a defect in this program (TypeError); its log has the stack',
  },
  {
    name: 'a function that ran out of time, in words',
    answer: thrown(undefined, '2026-11-22T03:00:00Z 1 Task timed out after 120.00 seconds'),
    code: 3,
    message: 'ran out of its time',
  },
  {
    name: 'a function that ran out of time, by type',
    answer: thrown('Sandbox.Timedout', 'RequestId: 1 Error: Task timed out'),
    code: 3,
    message: 'ran out of its time',
  },
  {
    name: 'an error of another kind, without its message',
    answer: thrown('TypeError', `cannot read ${CANARY}`),
    code: 70,
    message: 'The function failed (TypeError).',
  },
  {
    name: 'an error type that is no name',
    answer: thrown(`${CANARY} ${CANARY}`, CANARY),
    code: 70,
    message: 'The function failed (no type).',
  },
  {
    name: 'an error that is not JSON',
    answer: { functionError: 'Unhandled', text: `<html>${CANARY}` },
    code: 70,
    message: 'The function failed (no type).',
  },
  {
    name: 'a function that is not there',
    answer: refused(404, 'ResourceNotFoundException', 'Function not found: arn:aws:lambda:…'),
    code: 2,
    message: 'Are the function name, the Region and the AWS account the right ones?',
  },
  {
    name: 'a caller who may not invoke',
    answer: refused(403, 'AccessDeniedException', 'User is not authorized'),
    code: 2,
    message: 'Allow the caller lambda:InvokeFunction',
  },
  {
    name: 'a session that has ended',
    answer: refused(403, 'ExpiredTokenException'),
    code: 2,
    message: 'Sign in again.',
  },
  {
    name: 'throttling',
    answer: refused(429, 'TooManyRequestsException', 'Rate Exceeded.'),
    code: 3,
    message: 'TooManyRequestsException: Rate Exceeded.',
  },
  {
    name: 'a fault of Lambda',
    answer: refused(500, 'ServiceException'),
    code: 3,
    message: 'ServiceException: said Lambda',
  },
  {
    name: 'a proxy in place of Lambda',
    answer: { status: 502, text: `<html>${CANARY}</html>` },
    code: 3,
    message: 'Lambda could not invoke the-gate',
  },
  {
    name: 'an answer that is no report',
    answer: { payload: { ok: true, note: CANARY } },
    code: 70,
    message: 'no report of twilio-preflight (schemaVersion: ',
  },
  {
    name: 'an answer that is not JSON',
    answer: { text: `pass ${CANARY}` },
    code: 70,
    message: 'no report of twilio-preflight (it is not JSON)',
  },
];

describe('invoke, where there is no report', () => {
  it.each(REFUSALS)('says so on stderr alone: $name', async ({ answer, code, message }) => {
    const lambda = await startLambda(answer);
    const { exitCode, stdout, stderr } = await invoke(...PRODUCTION, '--format', 'json');
    expect(stderr()).toContain(message);
    expect(exitCode).toBe(code);
    expect(stdout()).toBe('');
    expect(lambda.requests).toHaveLength(1);
  });

  it.each([
    ['nobody listens', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, 3, 'ECONNREFUSED'],
    ['there is no Region', { AWS_REGION: undefined }, 2, 'No AWS Region is set'],
    [
      'there are no credentials',
      { AWS_ACCESS_KEY_ID: undefined },
      2,
      'You are not signed in to AWS',
    ],
  ] as const)('tells that %s', async (...[, variables, code, message]) => {
    await startLambda({ payload: report([PASS]) });
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { exitCode, stderr } = await invoke(...PRODUCTION);
    expect(stderr()).toContain(message);
    expect(exitCode).toBe(code);
  });
});
