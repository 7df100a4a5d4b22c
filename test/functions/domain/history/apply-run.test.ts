import { expect, it } from 'vitest';
import { applyRun } from '../../../../functions/domain/history/apply-run.ts';
import { judged } from './runs.ts';

it.each([
  ['a later run', 1, 'fail'],
  ['a run of the same moment, which was stored later', 0, 'fail'],
  ['an older run', -1, 'pass'],
] as const)('the last run is the newest by its start: %s', (_name, atMinute, verdict) => {
  const known = applyRun(undefined, judged({ atMinute: 0, verdict: 'pass' }));
  expect(applyRun(known, judged({ atMinute, verdict: 'fail' })).last.verdict).toBe(verdict);
});
