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
