import { expect, it } from 'vitest';
import { createStateMachine } from '../../../../functions/adapters/aws/create-state-machine.ts';
import { json, startStandIn } from './start-stand-in.ts';

const NAME = 'arn:aws:states:us-east-1:123456789012';
const RUN = 'run-1';
const REPORT = {
  schemaVersion: 1,
  runId: RUN,
  verdict: 'pass',
  fleet: {
    total: 3,
    verdicts: { pass: 3, warn: 0, fail: 0, inconclusive: 0 },
    causes: [],
    worst: [],
  },
};

function described(output: unknown) {
  const executionArn = `${NAME}:execution:Fleet:${RUN}`;
  const stateMachineArn = `${NAME}:stateMachine:Fleet`;
  const text = typeof output === 'string' ? output : JSON.stringify(output);
  return { executionArn, stateMachineArn, status: 'SUCCEEDED', startDate: 1, output: text };
}

it.each<[string, unknown, string]>([
  ['its report', REPORT, 'ended'],
  ['no text', undefined, 'broken'],
  ['half a report', JSON.stringify(REPORT).slice(0, -9), 'broken'],
  ['another schema', { ...REPORT, schemaVersion: 2 }, 'broken'],
  ['a verdict that is none', { ...REPORT, verdict: 'PASS' }, 'broken'],
  ['a report of another run', { ...REPORT, runId: 'run-0' }, 'broken'],
  [
    'a pass of no members',
    of({ total: 0, verdicts: { ...REPORT.fleet.verdicts, pass: 0 } }),
    'broken',
  ],
  ['fewer verdicts than members', of({ total: 4 }), 'broken'],
  ['no verdicts', of({ verdicts: undefined }), 'broken'],
  ['no list of the worst', of({ worst: undefined }), 'broken'],
])('a run whose output is %s', async (_name, output, state) => {
  await startStandIn(json(200, described(output)));
  const runs = createStateMachine({ stateMachineArn: `${NAME}:stateMachine:Fleet` });
  const { signal } = new AbortController();
  expect(await runs.describe(RUN, { signal })).toMatchObject({ state });
});

function of(fleet: object): object {
  return { ...REPORT, fleet: { ...REPORT.fleet, ...fleet } };
}

it('says what a failed run says of its list, beyond the first line', async () => {
  const errorMessage =
    'The list of members has 2 problems.\nline 3: a quote is not closed\nand more';
  const cause = JSON.stringify({ errorMessage, errorType: 'PreflightError', trace: ['at x'] });
  await startStandIn(
    json(200, { ...described(''), status: 'FAILED', error: 'PreflightError', cause }),
  );
  const runs = createStateMachine({ stateMachineArn: `${NAME}:stateMachine:Fleet` });
  expect(await runs.describe(RUN, { signal: new AbortController().signal })).toEqual({
    state: 'broken',
    reason:
      'it failed: PreflightError: The list of members has 2 problems. line 3: a quote is not closed and more',
  });
});

it.each([
  ['ListMapRuns', json(400, { __type: 'AccessDeniedException' })],
  ['DescribeMapRun', json(400, { __type: 'ThrottlingException' })],
  ['DescribeMapRun', json(200, 'no answer of AWS')],
])('a run goes on where %s gives no answer', async (operation, refused) => {
  const answers: Readonly<Record<string, object>> = {
    DescribeExecution: { ...described(''), status: 'RUNNING' },
    ListMapRuns: { mapRuns: [{ mapRunArn: `${NAME}:mapRun:Fleet/x:y` }] },
  };
  await startStandIn((response, request, index) => {
    const name = request.operation.split('.').at(-1) ?? '';
    const respond = name === operation ? refused : json(200, answers[name]);
    return respond(response, request, index);
  });
  const runs = createStateMachine({ stateMachineArn: `${NAME}:stateMachine:Fleet` });
  const { signal } = new AbortController();
  expect(await runs.describe(RUN, { signal })).toEqual({ state: 'running', progress: 'unknown' });
});
