import { METRICS } from '../../contract.ts';
import type { MetricName, Metrics } from '../../domain/model/metrics.ts';
import { safeMetrics } from '../../domain/model/safe-metrics.ts';

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
  fleetMembers: 'Count',
  fleetFailed: 'Count',
  fleetInconclusive: 'Count',
} as const satisfies Record<MetricName, string>;

/** A hundred environments come near; it bounds what a function that never publishes would keep. */
const MOST_KEPT = 1_000;

/**
 * Metrics by Powertools in CloudWatch's embedded metric format, one JSON line per environment and one
 * for the service, on standard output where Lambda collects them. No cold start metric, no event, no
 * other dimension than the contract names.
 *
 * Powertools is loaded from the first value on, while answers are awaited, so that no start waits for it.
 * Values are kept until `publish`: 1,000 at most, the newest are dropped.
 */
export function createPowertoolsMetrics({ service }: PowertoolsMetricsOptions): Metrics {
  const kept: Measurement[] = [];
  let loading: Promise<Powertools> | undefined;
  return safeMetrics({
    record: (name, value, environment = '') => {
      // A number that is none would cost the whole line.
      if (!Number.isFinite(value) || kept.length >= MOST_KEPT) return;
      kept.push({ name, value, environment });
      loading ??= load();
    },
    publish: async () => {
      const measurements = kept.splice(0);
      const powertools = await loading;
      if (powertools === undefined) return;
      for (const environment of new Set(measurements.map((one) => one.environment))) {
        const values = measurements.filter((one) => one.environment === environment);
        writeLine({ service, environment, values }, powertools);
      }
    },
  });
}

type Powertools = typeof import('@aws-lambda-powertools/metrics');

function load(): Promise<Powertools> {
  const loading = import('@aws-lambda-powertools/metrics');
  // `publish` hears of a failure; until then it is no unhandled rejection.
  loading.catch(() => undefined);
  return loading;
}

interface Line {
  readonly service: string;
  readonly environment: string;
  readonly values: readonly Measurement[];
}

function writeLine(
  { service, environment, values }: Line,
  { Metrics: Writer, MetricUnit }: Powertools,
): void {
  const metrics = new Writer({ namespace: METRICS.namespace, serviceName: service });
  if (environment !== '') metrics.addDimension(METRICS.environmentDimension, environment);
  for (const { name, value } of values) {
    metrics.addMetric(METRICS[name], MetricUnit[UNITS[name]], value);
  }
  // With exactly 100 values Powertools has written them already, and would warn of an empty line.
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
