import { expect, it } from 'vitest';
import { systemRandomness } from '../../../../functions/adapters/system/system-randomness.ts';
import type { RunHistory } from '../../../../functions/domain/model/run-history.ts';
import type { Invocation } from '../../../../functions/handlers/run/invocation.ts';
import { recordAndAlert } from '../../../../functions/handlers/run/record-and-alert.ts';
import { rejectedReport } from '../../domain/history/stored.ts';
import { fakeClock } from '../../domain/verification/fake-clock.ts';
import { createRecordedLog } from '../recorded-log.ts';
import { createRecordedMetrics } from '../recorded-metrics.ts';

const LIMIT_MS = 120_000;

/** Never settles, and looks at no signal. */
const hang = (): Promise<never> => new Promise(() => undefined);

const silentHistory: RunHistory = { record: hang, readState: hang, putState: hang, listRuns: hang };

it.each([
  ['SNS', undefined],
  ['SNS and a silent DynamoDB', silentHistory],
])('ends in time, logs it and throws nothing with a silent %s', async (_name, history) => {
  const clock = fakeClock();
  const { log, lines } = createRecordedLog();
  const invocation: Invocation = {
    base: {
      alerts: { publish: hang },
      history,
      clock,
      randomness: systemRandomness,
      log,
      metrics: createRecordedMetrics().metrics,
    },
    gate: () => {
      throw new Error('The configuration is not needed.');
    },
    time: { startedMs: 0, remainingMs: LIMIT_MS },
  };
  let ended: string | undefined;
  recordAndAlert({ report: rejectedReport(), origin: {}, invocation }).then(
    () => {
      ended = 'without an error';
    },
    (error: Error) => {
      ended = error.message;
    },
  );
  while (ended === undefined && clock.monotonicMs() < LIMIT_MS) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(50);
  }
  expect(ended).toBe('without an error');
  expect(JSON.stringify(lines)).toContain('history and alerts of the run did not end');
});
