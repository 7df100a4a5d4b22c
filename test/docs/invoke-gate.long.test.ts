import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PREFLIGHT_ERROR_CODES } from '../../functions/domain/model/preflight-error.ts';
import type { Invocation, LocalFunction } from '../../local/lambda/local-function.ts';
import { startLambdaEndpoint } from '../../local/lambda/start-lambda-endpoint.ts';
import { failing, passing, report, undecided } from '../functions/domain/rendering/reports.ts';
import { temporaryDirectory } from '../infra/temporary-directory.ts';

const run = promisify(execFile);

const hasJq = spawnSync('jq', ['--version']).status === 0;
const hasCli = spawnSync('aws', ['--version']).status === 0;

// `aws lambda invoke` as far as the script uses it: 0 for a function that failed, `None` where it did
// not, the payload in the last argument; 254 for an error of AWS.
const STAND_IN_FOR_CLI = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
const after = (option) => words[words.indexOf(option) + 1];
const url = process.env.AWS_ENDPOINT_URL_LAMBDA + '/2015-03-31/functions/' + after('--function-name') + '/invocations';
const body = readFileSync(after('--payload').replace('fileb://', ''));
fetch(url, { method: 'POST', headers: { authorization: 'AWS4-HMAC-SHA256 -' }, body }).then(async (answer) => {
  if (answer.status !== 200) return process.exit(254);
  writeFileSync(words.at(-1), await answer.text());
  console.log(answer.headers.get('x-amz-function-error') ?? 'None');
});
`;

// The AWS CLI itself. Its versions before 2.13 and 1.29 read no AWS_ENDPOINT_URL_LAMBDA and would ask AWS.
const CLI_WITH_ENDPOINT = `#!/bin/sh
exec "${whichAws()}" --endpoint-url "$AWS_ENDPOINT_URL_LAMBDA" "$@"
`;

function whichAws(): string {
  return spawnSync('sh', ['-c', 'command -v aws'], { encoding: 'utf8' }).stdout.trim();
}

/** What comes before the PATH, so that `aws` is this program. */
function pathWith(program: string): string {
  const directory = temporaryDirectory();
  const file = join(directory, 'aws');
  writeFileSync(file, program);
  chmodSync(file, 0o755);
  return `${directory}${delimiter}`;
}

type Answer = Pick<Invocation, 'outcome'> &
  Partial<Record<'payload' | 'errorType' | 'errorMessage', unknown>>;

function gateThat(answer: Answer, events: unknown[]): LocalFunction {
  return {
    functionName: 'the-gate',
    arn: 'arn:aws:lambda:us-east-1:111122223333:function:the-gate',
    logs: [],
    close: async () => undefined,
    invoke: async (event) => {
      events.push(event);
      return { requestId: 'r', durationMs: 1, ...answer } as Invocation;
    },
  };
}

/** Runs the script against a gate of the embedded world's Lambda. */
async function ask(answer: Answer, { path, name = 'the-gate' }: { path: string; name?: string }) {
  const events: unknown[] = [];
  const lambda = await startLambdaEndpoint({ functions: [gateThat(answer, events)] });
  onTestFinished(() => lambda.close());
  const env = {
    PATH: `${path}${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
    HOME: '/nonexistent',
    TMPDIR: temporaryDirectory(),
    AWS_PAGER: '',
    AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDSCRIPT',
    AWS_SECRET_ACCESS_KEY: 'unused',
  };
  const script = 'docs/pipelines/invoke-gate.sh';
  const ended = await run('bash', [script, name, 'production'], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code: ended.code, stdout: ended.stdout, stderr: ended.stderr, events };
}

const returned = (payload: unknown): Answer => ({ outcome: 'returned', payload });
const PASS = passing({ name: 'production' });

interface Refusal {
  readonly name: string;
  readonly answer: Answer;
  readonly code?: number;
  readonly says: string;
}

const ROWS = [
  { name: 'open', answer: returned(report([PASS])), code: 0, says: 'production: pass.' },
  { name: 'blocked', answer: returned(report([failing()])), code: 1, says: 'production: fail.' },
  {
    name: 'blocked, nobody could tell',
    answer: returned(report([undecided()])),
    code: 3,
    says: 'production: inconclusive.',
  },
  {
    name: 'rejected in shadow mode',
    answer: returned(report([failing({ mode: 'shadow', blocked: false })])),
    code: 0,
    says: 'production: fail.',
  },
];

const REFUSALS: readonly Refusal[] = [
  // Version 0.1.0 has one name for all of its errors.
  ...['PreflightError', ...PREFLIGHT_ERROR_CODES].map((errorType) => ({
    name: `an error of the gate, ${errorType}, in its words`,
    answer: { outcome: 'error' as const, errorType, errorMessage: 'Unknown environment' },
    says: 'Unknown environment',
  })),
  {
    name: 'a crash whose type is like a code, without its words',
    answer: { outcome: 'error', errorType: 'system.fault', errorMessage: 'canary' },
    says: 'The function failed; see its log.',
  },
  {
    name: 'a crash, without its words',
    answer: { outcome: 'error', errorType: 'TypeError', errorMessage: 'canary' },
    says: 'The function failed; see its log.',
  },
  {
    name: 'a function that ran out of time',
    answer: { outcome: 'timed-out', errorType: 'Sandbox.Timedout', errorMessage: 'canary' },
    says: 'The function failed; see its log.',
  },
  { name: 'null', answer: returned(null), says: 'not a report of the gate' },
  { name: 'an empty report', answer: returned(report([])), says: 'not a report of the gate' },
  { name: 'another function', answer: returned({ ok: true }), says: 'not a report of the gate' },
  {
    name: 'a report about another environment',
    answer: returned(report([passing()])),
    says: 'not a report of the gate',
  },
  {
    name: 'a report without a word on blocking, which counts as blocked',
    answer: returned({ schemaVersion: 1, environments: [{ name: 'production', verdict: 'pass' }] }),
    code: 1,
    says: '',
  },
];

describe.skipIf(!hasJq)('invoke-gate.sh', () => {
  const path = pathWith(STAND_IN_FOR_CLI);

  it.each(ROWS)('exits $code: $name', async ({ answer, code, says }) => {
    const ended = await ask(answer, { path });
    expect(ended).toMatchObject({ code, stdout: expect.stringContaining(says), stderr: '' });
    expect(ended.events).toEqual([{ environment: 'production' }]);
  });

  it.each(REFUSALS)('is no pass: $name', async ({ answer, code = 2, says }) => {
    const ended = await ask(answer, { path });
    expect(ended).toMatchObject({ code, stderr: expect.stringContaining(says) });
    expect(ended.stdout + ended.stderr).not.toContain('canary');
    expect(ended.events).toHaveLength(1);
  });

  it('is no pass where there is no such function', async () => {
    const ended = await ask(returned(report([PASS])), { path, name: 'no-gate' });
    expect(ended).toMatchObject({ code: 2, events: [] });
  });
});

// A second or two each: only what the stand-in takes for granted about the CLI.
describe.skipIf(!(hasJq && hasCli))('invoke-gate.sh with the AWS CLI itself', () => {
  const path = pathWith(CLI_WITH_ENDPOINT);
  const crash: Answer = { outcome: 'error', errorType: 'TypeError', errorMessage: 'canary' };

  it.each([
    { name: 'open', answer: returned(report([PASS])), code: 0 },
    { name: 'blocked', answer: returned(report([failing()])), code: 1 },
    { name: 'a crash', answer: crash, code: 2 },
  ])('asks once and exits $code: $name', async ({ answer, code }) => {
    const ended = await ask(answer, { path });
    expect(ended.code).toBe(code);
    expect(ended.events).toEqual([{ environment: 'production' }]);
  });

  it('is no pass where there is no such function', async () => {
    const ended = await ask(returned(report([PASS])), { path, name: 'no-gate' });
    expect(ended).toMatchObject({ code: 2, events: [] });
  });
});

describe('invoke-gate.sh without its arguments', () => {
  it.each([{ args: [] }, { args: ['the-gate'] }])('asks for them: $args', ({ args }) => {
    const { status, stderr } = spawnSync('bash', ['docs/pipelines/invoke-gate.sh', ...args], {
      encoding: 'utf8',
    });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/the GateFunctionName of the stack|the name of an environment/);
  });
});
