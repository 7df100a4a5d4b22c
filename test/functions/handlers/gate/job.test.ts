import { describe, expect, it } from 'vitest';
import type { Clock, JobAnswer, JobResult } from '../../../../functions/domain/model/ports.ts';
import { deliverJob } from '../../../../functions/handlers/gate/job.ts';
import { createRecordedLog } from '../recorded-log.ts';

const RESULT: JobResult = { outcome: 'success', summary: 's', outputVariables: {} };

/** Time that passes only while somebody sleeps without a signal, or an answer takes it. */
function createManualClock(): Clock & { pass(durationMs: number): void } {
  let nowMs = 0;
  return {
    now: () => new Date(nowMs),
    monotonicMs: () => nowMs,
    sleep: async (durationMs, signal) => {
      if (signal === undefined) nowMs += durationMs;
      else await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
    pass: (durationMs) => {
      nowMs += durationMs;
    },
  };
}

interface Run {
  readonly settlement: string;
  readonly attempts: number;
  readonly endedMs: number;
  readonly levels: readonly string[];
}

async function settle(
  outcomes: readonly JobAnswer['outcome'][],
  { deadlineMs = 30_000, answerMs = 50 } = {},
): Promise<Run> {
  const clock = createManualClock();
  const { log, lines } = createRecordedLog();
  let attempts = 0;
  const jobs = {
    answer: async () => {
      const outcome = outcomes[Math.min(attempts, outcomes.length - 1)] ?? 'unreachable';
      attempts += 1;
      clock.pass(answerMs);
      return { outcome, detail: '' };
    },
  };
  const randomness = { fraction: () => 0.5, uuid: () => '' };
  const settlement = await deliverJob('id', RESULT, { jobs, clock, randomness, log, deadlineMs });
  const levels = lines.map(({ level }) => level);
  return { settlement, attempts, endedMs: clock.monotonicMs(), levels };
}

describe('settling a job', () => {
  it.each([
    { outcomes: ['accepted'], settlement: 'accepted', attempts: 1 },
    { outcomes: ['already-completed'], settlement: 'alreadyCompleted', attempts: 1 },
    { outcomes: ['refused'], settlement: 'undelivered', attempts: 1 },
    { outcomes: ['unreachable', 'accepted'], settlement: 'accepted', attempts: 2 },
    { outcomes: ['unreachable', 'already-completed'], settlement: 'accepted', attempts: 2 },
    { outcomes: ['unreachable', 'refused'], settlement: 'undelivered', attempts: 2 },
    { outcomes: ['unreachable', 'unreachable', 'accepted'], settlement: 'accepted', attempts: 3 },
  ] as const)('is $settlement after $outcomes', async ({ outcomes, settlement, attempts }) => {
    expect(await settle(outcomes)).toMatchObject({ settlement, attempts });
  });

  it('goes on until the deadline with growing pauses, and says that it gave up', async () => {
    const run = await settle(['unreachable'], { deadlineMs: 30_000 });
    expect(run.settlement).toBe('undelivered');
    // 100, 200, 400, 800, then 1,000 ms each, and 50 ms per answer.
    expect(run.attempts).toBe(31);
    expect(run.endedMs).toBe(30_000);
    expect(run.levels.at(-1)).toBe('error');
  });

  it('asks once where the deadline has passed', async () => {
    expect(await settle(['accepted'], { deadlineMs: -5 })).toMatchObject({
      settlement: 'accepted',
      attempts: 1,
    });
    expect(await settle(['unreachable'], { deadlineMs: -5 })).toMatchObject({
      settlement: 'undelivered',
      attempts: 1,
    });
  });
});
