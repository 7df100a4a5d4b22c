import { describe, expect, it } from 'vitest';
import type { Invocation, InvocationRequest } from '../../../cli/invoke/gate-client.ts';
import { run } from '../../../cli/run.ts';
import { override, snooze } from '../../functions/domain/history/controls.ts';
import { recordedIo } from '../recorded-io.ts';

const BY = 'arn:aws:sts::111122223333:assumed-role/OnCall/ada';
const EXECUTION = override().executionId;
const OVERRIDE = [
  'override',
  ...['--function', 'the-control', '--env', 'production', '--execution', EXECUTION],
  ...['--minutes', '60', '--reason', 'Twilio is down'],
];
const SNOOZE = [
  'snooze',
  ...['--function', 'the-control', '--env', 'production'],
  ...['--hours', '8', '--reason', 'Twilio is down'],
];
const USED = { at: '2026-11-28T03:30:00.000Z', runId: 'run-1' };

interface Given {
  readonly stdin?: string;
  readonly isTerminal?: boolean;
  readonly answer?: Invocation;
  readonly caller?: () => Promise<string | undefined>;
}

const answerOf = (...controls: readonly object[]): Invocation => ({
  hasFailed: false,
  payload: JSON.stringify({ schemaVersion: 1, controls }),
});

async function command(argv: readonly string[], given: Given = {}) {
  const { answer = answerOf(override()), caller = async () => BY, ...input } = given;
  const requests: InvocationRequest[] = [];
  const recorded = recordedIo({
    ...input,
    services: {
      signIn: async () => undefined,
      askCallerArn: caller,
      invokeGate: async (request) => {
        requests.push(request);
        return answer;
      },
    },
  });
  const exitCode = await run(argv, recorded.io);
  const payloads = requests.map(({ payload }) => JSON.parse(JSON.stringify(payload)));
  return { exitCode, payloads, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

describe('override and snooze', () => {
  it('set what is asked for, and say who asks', async () => {
    const { exitCode, payloads, stdout } = await command([...OVERRIDE, '--yes']);
    expect(exitCode).toBe(0);
    expect(payloads).toEqual([
      {
        override: {
          environment: 'production',
          executionId: EXECUTION,
          minutes: 60,
          reason: 'Twilio is down',
          by: BY,
        },
      },
    ]);
    expect(stdout).toBe(
      [
        override().id,
        '  from 2026-11-28 03:00 UTC until 2026-11-28 04:00 UTC',
        '  by a caller that is not known: Twilio is down',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ...['1', '99', '100', '159', '168'].map((hours) => [SNOOZE, '--hours', hours, 0] as const),
    ...['0', '169', '200', '999'].map((hours) => [SNOOZE, '--hours', hours, 2] as const),
    ...['1', '999', '1399', '1440'].map((minutes) => [OVERRIDE, '--minutes', minutes, 0] as const),
    ...['0', '1441', '1500', '9999'].map((minutes) => [OVERRIDE, '--minutes', minutes, 2] as const),
  ])('holds the numbers of a period to its bounds before it asks: %#', async (...row) => {
    const [argv, option, number, expected] = row;
    const changed = argv.with(argv.indexOf(option) + 1, number);
    const { exitCode, payloads } = await command([...changed, '--yes']);
    expect([exitCode, payloads.length]).toEqual([expected, expected === 0 ? 1 : 0]);
  });

  it('set a snooze, also where STS does not say who asks', async () => {
    const caller = () => Promise.reject(new Error('no STS'));
    const { exitCode, payloads } = await command([...SNOOZE, '--yes'], { caller });
    expect(exitCode).toBe(0);
    expect(payloads).toEqual([
      { snooze: { environment: 'production', hours: 8, reason: 'Twilio is down' } },
    ]);
  });

  it('revoke', async () => {
    const id = 'snooze/production';
    const answer = answerOf(snooze({ by: BY, revoked: { by: BY } }));
    const argv = ['snooze', '--function', 'the-control', '--revoke', id, '--yes'];
    const { exitCode, payloads, stdout } = await command(argv, { answer });
    expect([exitCode, payloads]).toEqual([0, [{ revoke: { id, by: BY } }]]);
    expect(stdout).toContain('revoked at 2026-11-28 04:00 UTC');
  });

  it.each([
    [
      'override',
      [override({ by: BY, used: USED }), snooze()],
      `${override().id}\n  from 2026-11-28 03:00 UTC until 2026-11-28 04:00 UTC\n  by ${BY}: Twilio is down\n  used at 2026-11-28 03:30 UTC by run run-1\n`,
    ],
    ['snooze', [override()], 'No snooze is kept.\n'],
  ])('list those of one kind without asking: %s', async (name, controls, text) => {
    const answer = answerOf(...controls);
    const argv = [name, '--function', 'the-control', '--list'];
    const { payloads, stdout } = await command(argv, { answer });
    expect(payloads).toEqual([{ list: {} }]);
    expect(stdout).toBe(text);
    const json = await command([...argv, '--format', 'json'], { answer });
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(answer.payload));
  });

  it.each([
    ['y\n', 0, 1],
    ['\n', 2, 0],
    ['no\n', 2, 0],
  ])('ask a person, who answers %j', async (stdin, exitCode, asked) => {
    const ended = await command(OVERRIDE, { stdin, isTerminal: true });
    expect([ended.exitCode, ended.payloads.length]).toEqual([exitCode, asked]);
    expect(ended.stderr).toContain(
      `The gate of production will open for the execution ${EXECUTION} although it cannot check, for 60 min. Go on? [y/N]`,
    );
  });

  it.each([
    [
      'no terminal and no --yes',
      OVERRIDE,
      'There is no terminal to ask for a confirmation: add --yes.',
    ],
    ['no execution', [...SNOOZE.slice(0, 5), '--yes'].with(0, 'override'), '--reason is missing'],
    ['no reason', SNOOZE.slice(0, 7), '--reason is missing: say why.'],
    ['an execution that is none', OVERRIDE.with(6, 'latest'), '--execution'],
    [
      '--list and --revoke',
      [...SNOOZE, '--list', '--revoke', 'snooze/production'],
      'Give --list or --revoke.',
    ],
  ])('exit 2 for %s', async (_name, argv, message) => {
    const { exitCode, payloads, stderr } = await command(argv);
    expect([exitCode, payloads]).toEqual([2, []]);
    expect(stderr).toContain(message);
  });

  it.each<readonly [string, Invocation, number, string]>([
    [
      'a refusal',
      { hasFailed: true, payload: '{"errorType":"control.refused","errorMessage":"it is set"}' },
      2,
      'The control function refused: it is set',
    ],
    [
      'a table without an answer',
      { hasFailed: true, payload: '{"errorType":"history.unavailable","errorMessage":"no"}' },
      3,
      'The control function could not check: no',
    ],
    [
      'the report of a gate',
      { hasFailed: false, payload: '{"schemaVersion":1}' },
      70,
      'Is it the control function',
    ],
    ['what is no JSON', { hasFailed: false, payload: '' }, 70, 'Is it the control function'],
  ])('say so for %s', async (...[, answer, exitCode, message]) => {
    const ended = await command([...SNOOZE, '--yes'], { answer });
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stderr).toContain(message);
  });
});
