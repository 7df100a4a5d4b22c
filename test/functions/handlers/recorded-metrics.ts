import type { MetricName, Metrics } from '../../../functions/domain/model/metrics.ts';

export interface Measurement {
  readonly name: MetricName;
  readonly value: number;
  readonly environment: string | undefined;
}

export interface RecordedMetrics {
  readonly metrics: Metrics;
  /** What was published, oldest first. */
  readonly published: readonly Measurement[];
}

/** Metrics that keep what was published: what is recorded and never published would be lost on Lambda. */
export function createRecordedMetrics(): RecordedMetrics {
  const recorded: Measurement[] = [];
  const published: Measurement[] = [];
  const metrics: Metrics = {
    record: (name, value, environment) => {
      recorded.push({ name, value, environment });
    },
    publish: async () => {
      published.push(...recorded.splice(0));
    },
  };
  return { metrics, published };
}

/** Metrics that break their promise never to throw. */
export const brokenMetrics: Metrics = {
  record: () => {
    throw new Error('the metrics are full');
  },
  publish: () => Promise.reject(new Error('the metrics are full')),
};
