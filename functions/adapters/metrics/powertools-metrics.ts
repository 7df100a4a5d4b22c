import { METRICS } from '../../contract.ts';
import type { MetricName, Metrics } from '../../domain/model/metrics.ts';
import { quietMetrics } from '../../domain/model/safe-metrics.ts';

export interface PowertoolsMetricsOptions {
  /** Value of the dimension `service`. */
  readonly service: string;
}

interface Measurement {
  readonly name: MetricName;
  readonly value: number;
  /** Empty: the whole service. */
  readonly environment: string;
}

/** CloudWatch's own words for units. */
const UNITS = {
  verdict: 'NoUnit',
  inconclusive: 'Count',
  secretVersionAgeDays: 'NoUnit',
  keyAgeDays: 'NoUnit',
  verificationTime: 'Milliseconds',
  twilioRequestTime: 'Milliseconds',
  twilioErrors: 'Count',
  unconfirmedSubscriptions: 'Count',
} as const satisfies Record<MetricName, string>;

/** A hundred environments come near; it bounds what a function that never publishes would keep. */
const MOST_KEPT = 1_000;

/**
 * Metrics by Powertools in CloudWatch's embedded metric format, one JSON line per environment and one
 * for the service, on standard output where Lambda collects them. No cold start metric, no event, no
 * other dimension than the contract names.
 *
 * Powertools is loaded at the first `publish`, when the answer is already given, so that no start
 * waits for it. Values are kept until then: 1,000 at most, the newest are dropped.
 */
export function createPowertoolsMetrics({ service }: PowertoolsMetricsOptions): Metrics {
  const kept: Measurement[] = [];
  return quietMetrics({
    record: (name, value, environment = '') => {
      // A number that is none would cost the whole line.
      if (!Number.isFinite(value) || kept.length >= MOST_KEPT) return;
      kept.push({ name, value, environment });
    },
    publish: async () => {
      const measurements = kept.splice(0);
      if (measurements.length === 0) return;
      const powertools = await import('@aws-lambda-powertools/metrics');
      for (const environment of new Set(measurements.map((one) => one.environment))) {
        const values = measurements.filter((one) => one.environment === environment);
        writeLine({ service, environment, values }, powertools);
      }
    },
  });
}

interface Line {
  readonly service: string;
  readonly environment: string;
  readonly values: readonly Measurement[];
}

function writeLine(
  { service, environment, values }: Line,
  { Metrics: Powertools, MetricUnit }: typeof import('@aws-lambda-powertools/metrics'),
): void {
  const metrics = new Powertools({ namespace: METRICS.namespace, serviceName: service });
  if (environment !== '') metrics.addDimension(METRICS.environmentDimension, environment);
  for (const { name, value } of values) {
    metrics.addMetric(METRICS[name], MetricUnit[UNITS[name]], value);
  }
  // With exactly 100 values Powertools has written them already, and would warn of an empty line.
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
