import { describe, expect, it } from 'vitest';
import { OUTCOME_FORMATS } from '../../../cli/rendering/formats.ts';
import { run } from '../../../cli/run.ts';
import type { FleetRunState } from '../../../functions/domain/model/fleet-ports.ts';
import { PreflightError } from '../../../functions/domain/model/preflight-error.ts';
import type { Verdict } from '../../../functions/domain/model/report.ts';
import type { FleetReport } from '../../../functions/domain/model/schemas/fleet-schema.ts';
import { recordedIo } from '../recorded-io.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:Fleet1A2B';

function reportOf(verdict: Verdict): FleetReport {
  return {
    schemaVersion: 1,
    runId: 'run-1',
    verdict,
    fleet: {
      total: 10_000,
      verdicts: { pass: 9_998, warn: 0, fail: 2, inconclusive: 0 },
      causes: [{ cause: 'credential.revoked', count: 2 }],
      worst: [
        {
          member: 'acme',
          verdict: 'fail',
          cause: 'credential.revoked',
          summary: 'Twilio rejects the key',
        },
      ],
      results: 's3://bucket/runs/run-1/results/',
    },
  };
}

const unreachable = new PreflightError('no answer', {
  code: 'fleet.unavailable',
  fault: 'service',
});

/** Runs the command on a state machine whose run goes through these states. */
async function fleet(
  states: readonly (FleetRunState | PreflightError)[],
  ...argv: readonly string[]
) {
  const left = [...states];
  const started: unknown[] = [];
  let nowMs = 0;
  const clock = {
    now: () => new Date('2026-11-29T08:00:00Z'),
    monotonicMs: () => nowMs,
    // A limit of a call never ends; a pause is over at once.
    sleep: async (ms: number, signal?: AbortSignal) => {
      if (ms < 20_000) nowMs += ms;
      else await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    },
  };
  const { io, stdout, stderr } = recordedIo({
    isTerminal: true,
    env: { NO_COLOR: '1' },
    services: {
      clock,
      signIn: async () => undefined,
      composeFleetRuns: () => ({
        start: async (name, input) => {
          started.push([name, input]);
        },
        describe: async () => {
          const next = left.length > 1 ? left.shift() : left[0];
          if (next === undefined || next instanceof PreflightError) throw next;
          return next;
        },
      }),
    },
  });
  const exitCode = await run(['fleet', '--state-machine', ARN, ...argv], io);
  return { exitCode, stdout: stdout(), stderr: stderr(), started };
}

it('asks where the members are verified', async () => {
  const { io, stderr } = recordedIo();
  expect(await run(['fleet'], io)).toBe(2);
  expect(stderr()).toContain('Where are the members verified? Give --state-machine');
});

describe('fleet --state-machine', () => {
  it.each([
    { verdict: 'pass', exitCode: 0 },
    { verdict: 'warn', exitCode: 0 },
    { verdict: 'fail', exitCode: 1 },
    { verdict: 'inconclusive', exitCode: 3 },
  ] as const)('ends with $exitCode for $verdict', async ({ verdict, exitCode }) => {
    const ended = await fleet([{ state: 'ended', report: reportOf(verdict) }]);
    expect(ended.exitCode).toBe(exitCode);
  });

  it('ends with 4 for a warning with --strict', async () => {
    const ended = await fleet([{ state: 'ended', report: reportOf('warn') }], '--strict');
    expect(ended.exitCode).toBe(4);
  });

  it('prints the counts, the causes, the worst members and where every result lies', async () => {
    const { stdout } = await fleet([{ state: 'ended', report: reportOf('fail') }]);
    expect(stdout).toContain('FAIL  fleet of 10,000 members: 2 fail, 9,998 pass');
    expect(stdout).toContain('acme    FAIL credential.revoked  Twilio rejects the key');
    expect(stdout).toContain('Causes: credential.revoked (2).');
    expect(stdout).toContain('1 of 2 members that do not pass are shown.');
    expect(stdout).toContain('Every result: s3://bucket/runs/run-1/results/');
  });

  it('shows how far it is while it waits, and goes on where an answer is missing', async () => {
    const progress = { total: 10_000, done: 3_000, notJudged: 25 };
    const { stderr, exitCode } = await fleet([
      { state: 'running' },
      unreachable,
      { state: 'running', progress },
      { state: 'ended', report: reportOf('pass') },
    ]);
    expect(stderr).toContain('the members are being listed');
    expect(stderr).toContain('no answer from Step Functions');
    expect(stderr).toContain('3,000 of 10,000 members, 25 of them not judged');
    expect(exitCode).toBe(0);
  });

  it('gives up where no answer comes for five minutes', async () => {
    const { exitCode, stderr } = await fleet([unreachable]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('error: no answer');
  });

  it('says that the run goes on when the waiting is interrupted', async () => {
    const interruption = new AbortController();
    const { io, stderr } = recordedIo({
      signal: interruption.signal,
      services: {
        signIn: async () => undefined,
        composeFleetRuns: () => ({
          start: async () => undefined,
          describe: async () => {
            interruption.abort();
            return { state: 'running' };
          },
        }),
      },
    });
    expect(await run(['fleet', '--state-machine', ARN], io)).toBe(130);
    expect(stderr()).toMatch(
      /Interrupted: nothing was decided\. The run goes on: its report will be runs\/cli-\S+\/report\.json in the bucket of FleetBucketName\./,
    );
  });

  it('gives up where there is no such run for five minutes', async () => {
    const { exitCode, stderr } = await fleet([{ state: 'running' }, { state: 'absent' }]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('Step Functions knows no such run');
  });

  it('says why there is no report', async () => {
    const { exitCode, stderr } = await fleet([{ state: 'broken', reason: 'it was stopped' }]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/Run cli-2026-11-29T08-00-00-000Z-\w{8} has no report: it was stopped/);
  });

  it('hands on which run to go by', async () => {
    const { started } = await fleet(
      [{ state: 'ended', report: reportOf('pass') }],
      '--only-failed-of',
      'run-0',
    );
    expect(started).toEqual([[expect.stringMatching(/^cli-/), { onlyFrom: 'run-0' }]]);
  });

  it('prints the report of the fleet as JSON', async () => {
    const report = reportOf('fail');
    const { stdout } = await fleet([{ state: 'ended', report }], '--format', 'json');
    expect(JSON.parse(stdout)).toEqual(report);
  });

  it.each(OUTCOME_FORMATS)('names the worst member in %s', async (format) => {
    const ended: FleetRunState = { state: 'ended', report: reportOf('fail') };
    const { stdout } = await fleet([ended], '--format', format);
    expect(stdout).toContain('acme');
    expect(stdout).toContain('Twilio rejects the key');
  });

  it.each(['junit', 'github', 'markdown', 'sarif', 'html'])(
    'says the verdict of the whole in %s, also where no member is shown',
    async (format) => {
      const verdicts = { pass: 0, warn: 0, fail: 0, inconclusive: 0 };
      const none = { total: 0, verdicts, causes: [], worst: [] };
      const report: FleetReport = { ...reportOf('inconclusive'), fleet: none };
      const { stdout } = await fleet([{ state: 'ended', report }], '--format', format);
      expect(stdout).toContain('whole fleet');
      expect(stdout).toMatch(
        { junit: /errors="1"/, sarif: /"level": "error"/ }[format] ?? /0 members/,
      );
    },
  );

  it('counts one passed test for a fleet that passes, since a CI takes none for a fault', async () => {
    const report = { ...reportOf('pass'), fleet: { ...reportOf('pass').fleet, worst: [] } };
    const { stdout } = await fleet([{ state: 'ended', report }], '--format', 'junit');
    expect(stdout).toContain('tests="1" failures="0" errors="0"');
  });

  it.each(['pretty', 'junit', 'github', 'markdown', 'sarif', 'html'])(
    'says in %s that what failed is tolerated',
    async (format) => {
      const ended: FleetRunState = { state: 'ended', report: reportOf('warn') };
      const { stdout } = await fleet([ended], '--format', format);
      expect(stdout).toContain('What failed or could not be checked is within what is tolerated.');
    },
  );
});
