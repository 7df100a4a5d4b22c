import { expect, it } from 'vitest';
import { safeMetrics } from '../../../../functions/domain/model/safe-metrics.ts';
import { brokenMetrics, createRecordedMetrics } from '../../handlers/recorded-metrics.ts';

it('neither throws nor rejects where the metrics do', async () => {
  const quiet = safeMetrics(brokenMetrics);
  expect(() => quiet.record('verdict', 1, 'production')).not.toThrow();
  await expect(quiet.publish()).resolves.toBeUndefined();
});

it('changes nothing about good ones', async () => {
  const { metrics, published } = createRecordedMetrics();
  const quiet = safeMetrics(metrics);
  quiet.record('verdict', 1, 'production');
  quiet.record('verificationTime', 412);
  expect(published).toEqual([]);
  await quiet.publish();
  expect(published).toEqual([
    { name: 'verdict', value: 1, environment: 'production' },
    { name: 'verificationTime', value: 412, environment: undefined },
  ]);
});
