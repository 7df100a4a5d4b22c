import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS } from '../../../functions/contract.ts';

/**
 * More environments than this are not drawn or alarmed on one by one: alarms cost by the metric, a
 * stack holds 500 resources, and one outage of Twilio would send as many messages.
 */
export const MOST_SINGLE_ENVIRONMENTS = 50;

/** How a metric is read. */
export interface MetricReading {
  /** `Maximum`, `p95` and so on. */
  readonly statistic: string;
  /** @default - one hour */
  readonly period?: Duration;
  readonly label?: string;
}

type MetricName = Exclude<keyof typeof METRICS, 'namespace' | `${string}Dimension`>;

/** A metric of one environment; `service` is the stack's name. */
export function environmentMetric(
  name: MetricName,
  { service, environment }: { readonly service: string; readonly environment: string },
  reading: MetricReading,
): cloudwatch.Metric {
  return metric(name, reading, {
    [METRICS.serviceDimension]: service,
    [METRICS.environmentDimension]: environment,
  });
}

/** A metric of all environments together. */
export function serviceMetric(
  name: MetricName,
  service: string,
  reading: MetricReading,
): cloudwatch.Metric {
  return metric(name, reading, { [METRICS.serviceDimension]: service });
}

/**
 * A metric of every environment that reported lately, as CloudWatch finds them: up to 500 lines. For
 * dashboards; alarms take no search.
 */
export function everyEnvironment(
  name: MetricName,
  service: string,
  { statistic, period = Duration.hours(1) }: MetricReading,
): cloudwatch.SearchExpression {
  const { namespace, serviceDimension, environmentDimension } = METRICS;
  const schema = `{${namespace},${environmentDimension},${serviceDimension}}`;
  const terms = `MetricName="${METRICS[name]}" ${serviceDimension}="${service}"`;
  return new cloudwatch.SearchExpression({
    expression: `SEARCH('${schema} ${terms}', '${statistic}', ${period.toSeconds()})`,
    label: `\${PROP('Dim.${environmentDimension}')}`,
    period,
  });
}

function metric(
  name: MetricName,
  { statistic, period = Duration.hours(1), label }: MetricReading,
  dimensionsMap: cloudwatch.DimensionsMap,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRICS.namespace,
    metricName: METRICS[name],
    dimensionsMap,
    statistic,
    period,
    ...(label !== undefined && { label }),
  });
}
