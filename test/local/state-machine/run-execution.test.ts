import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { arnOf, createRacingClock, failure, runMachine } from './machine-world.ts';

const TASK = { Type: 'Task', Resource: arnOf('work') };

/** A machine of one task with these members. */
const taskWith = (members: object, others: object = {}) => ({
  StartAt: 'Work',
  States: { Work: { ...TASK, End: true, ...members }, ...others },
});

describe('a task', () => {
  it('invokes its function with its parameters, which read the input and the context', async () => {
    const Parameters = {
      'runId.$': '$$.Execution.Name',
      'input.$': '$',
      'total.$': '$.counts.total',
      plain: { kept: 1 },
    };
    const input = { counts: { total: 3 } };
    const { outcome } = await runMachine(
      taskWith({ Parameters }),
      { work: (event) => event },
      { input },
    );
    const output = { runId: 'run', input, total: 3, plain: { kept: 1 } };
    expect(outcome).toEqual({ kind: 'output', output });
  });

  it.each([
    ['in place of the input', {}, 'r'],
    ['not at all', { ResultPath: null }, { a: 1 }],
    ['beside it', { ResultPath: '$.result.inner' }, { a: 1, result: { inner: 'r' } }],
  ])('places its result %s', async (_how, members, output) => {
    const { outcome } = await runMachine(
      taskWith(members),
      { work: () => 'r' },
      { input: { a: 1 } },
    );
    expect(outcome).toEqual({ kind: 'output', output });
  });

  it.each([
    ['a path that leads nowhere', { Parameters: { 'a.$': '$.none' } }, 'States.Runtime'],
    [
      'a function that there is not',
      { Resource: arnOf('none') },
      'Lambda.ResourceNotFoundException',
    ],
    ['a function that fails', { Resource: arnOf('broken') }, 'TypeError'],
    ['a result beyond 256 KiB', { Resource: arnOf('large') }, 'States.DataLimitExceeded'],
  ])('fails the execution for %s', async (_what, members, error) => {
    const functions = {
      work: () => 1,
      broken: () => {
        throw failure('TypeError');
      },
      large: () => 'x'.repeat(256 * 1024),
    };
    const { outcome } = await runMachine(taskWith(members), functions);
    expect(outcome).toMatchObject({ kind: 'fault', error });
  });
});

describe('retries', () => {
  const retry = (members: object) => ({ Retry: [{ ErrorEquals: ['States.ALL'], ...members }] });

  it.each([
    ['doubles its wait by default', retry({}), 1 + 2 + 4],
    ['stops growing at the longest wait', retry({ MaxDelaySeconds: 2 }), 1 + 2 + 2],
    ['waits a random share with full jitter', retry({ JitterStrategy: 'FULL' }), (1 + 2 + 4) / 2],
    ['takes a rate of 1', retry({ IntervalSeconds: 5, BackoffRate: 1, MaxAttempts: 2 }), 10],
    ['is not there for another error', { Retry: [{ ErrorEquals: ['Other'] }] }, 0],
  ])('%s', async (_title, members, waitedSeconds) => {
    const clock = createRacingClock();
    const before = clock.now().getTime();
    const work = (): never => {
      throw failure('Boom');
    };
    const { outcome } = await runMachine(taskWith(members), { work }, { clock });
    expect(outcome).toMatchObject({ kind: 'fault', error: 'Boom' });
    expect(clock.now().getTime() - before).toBe(waitedSeconds * 1000);
  });

  it('counts the attempts of each retrier by itself', async () => {
    const errors = ['Busy', 'Busy', 'Boom', 'Busy'];
    const Retry = [
      { ErrorEquals: ['Busy'], MaxAttempts: 3 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 1 },
    ];
    const work = (): string => {
      const error = errors.shift();
      if (error !== undefined) throw failure(error);
      return 'done';
    };
    const { outcome } = await runMachine(taskWith({ Retry }), { work });
    expect(outcome).toEqual({ kind: 'output', output: 'done' });
  });

  it('goes to what catches the error, with its name beside the input', async () => {
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Next: 'Next', ResultPath: '$.fault' }];
    const Next = { ...TASK, Resource: arnOf('next'), End: true };
    const functions = {
      work: () => {
        throw failure('Boom');
      },
      next: (event: { readonly fault: { readonly Error: string } }) => event.fault.Error,
    };
    const { outcome } = await runMachine(taskWith({ Catch }, { Next }), functions);
    expect(outcome).toEqual({ kind: 'output', output: 'Boom' });
  });
});

it.each([
  [0, { kind: 'fault', error: 'Empty', cause: 'nothing to do' }],
  [1, { kind: 'output', output: 'done' }],
])('chooses by a number: %i', async (total, expected) => {
  const definition = {
    StartAt: 'Any',
    States: {
      Any: {
        Type: 'Choice',
        Choices: [{ Variable: '$.total', NumericEquals: 0, Next: 'Empty' }],
        Default: 'Work',
      },
      Empty: { Type: 'Fail', Error: 'Empty', Cause: 'nothing to do' },
      Work: { ...TASK, End: true },
    },
  };
  const { outcome } = await runMachine(definition, { work: () => 'done' }, { input: { total } });
  expect(outcome).toEqual(expected);
});

it('ends at the time limit of the machine', async () => {
  const clock = createManualClock();
  const work = () => clock.wait(3_600_000);
  const running = runMachine({ ...taskWith({}), TimeoutSeconds: 60 }, { work }, { clock });
  await clock.untilWaiting(2);
  await clock.advance(60_000);
  expect((await running).outcome).toMatchObject({ kind: 'fault', error: 'States.Timeout' });
});

describe('a definition', () => {
  it.each([
    ['a member', taskWith({ HeartbeatSeconds: 3 }), /States\.Work: .*HeartbeatSeconds/],
    ['a type of state', { StartAt: 'W', States: { W: { Type: 'Wait' } } }, /States\.W\.Type/],
    ['an integration', taskWith({ Resource: 'arn:aws:states:::sns:publish' }), /Work\.Resource/],
    ['an intrinsic function', taskWith({ Parameters: { 'a.$': 'States.UUID()' } }), /States\.UUID/],
    ['a filter in a path', taskWith({ ResultPath: '$.a[0]' }), /Work\.ResultPath/],
    ['JSONata', { ...taskWith({}), QueryLanguage: 'JSONata' }, /QueryLanguage/],
  ])(
    'is refused by the name of %s that the driver does not run',
    async (_what, definition, says) => {
      await expect(runMachine(definition, {})).rejects.toThrow(says);
    },
  );
});
