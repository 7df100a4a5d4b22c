import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import {
  environmentMetric,
  everyEnvironment,
  type MetricReading,
  MOST_SINGLE_ENVIRONMENTS,
  serviceMetric,
} from './verification-metrics.ts';

/** What the widgets show. */
export interface ShownService {
  /** The `service` dimension of the metrics. */
  readonly service: string;
  /** Names of the declared environments; above 50 CloudWatch finds them itself. */
  readonly environments: readonly string[];
}

/** The numbers that stand for verdicts in METRICS.verdict. */
const VERDICTS = [
  { value: 0, label: 'pass', color: cloudwatch.Color.GREEN },
  { value: 1, label: 'warn', color: cloudwatch.Color.ORANGE },
  { value: 2, label: 'inconclusive', color: cloudwatch.Color.PURPLE },
  { value: 3, label: 'fail', color: cloudwatch.Color.RED },
];

/** The worst verdict of each hour, a line per environment. */
export function verdictWidget(shown: ShownService): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title: 'Verdict per environment (worst of the hour)',
    width: 24,
    height: 7,
    left: perEnvironment('verdict', shown, { statistic: 'Maximum' }),
    leftYAxis: { min: 0, max: 3, showUnits: false },
    leftAnnotations: VERDICTS,
  });
}

/** Days since each secret's version was stored, and the age at which it should have been rotated. */
export function secretAgeWidget(shown: ShownService): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title: 'Age of the secret version (days)',
    width: 12,
    left: perEnvironment('secretVersionAgeDays', shown, { statistic: 'Maximum' }),
    leftYAxis: { min: 0, label: 'days', showUnits: false },
    leftAnnotations: [{ value: 90, label: 'rotate (90 days)', color: cloudwatch.Color.ORANGE }],
  });
}

/** Days since each API key was made, as the last audit found it: once a month unless asked by hand. */
export function keyAgeWidget(shown: ShownService): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title: 'Age of the API key (days), by the key audit',
    width: 12,
    left: perEnvironment('keyAgeDays', shown, { statistic: 'Maximum' }),
    leftYAxis: { min: 0, label: 'days', showUnits: false },
    leftAnnotations: [{ value: 90, label: 'rotate (90 days)', color: cloudwatch.Color.ORANGE }],
  });
}

/** How many subscribers alerts do not reach: not confirmed, unsubscribed, not there. */
export function silenceWidget({ service }: ShownService): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title: 'Subscriptions that get no alerts',
    width: 24,
    height: 3,
    left: [
      serviceMetric('unconfirmedSubscriptions', service, {
        statistic: 'Maximum',
        label: 'not reached',
      }),
    ],
    leftYAxis: { min: 0, label: 'subscriptions', showUnits: false },
  });
}

/** How long runs take. */
export function verificationTimeWidget({ service }: ShownService): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title: 'Verification time',
    width: 12,
    left: times('verificationTime', service),
    leftYAxis: { min: 0, label: 'ms', showUnits: false },
  });
}

/** How long Twilio takes, and how many of the questions it gave no usable answer to. */
export function twilioWidget({ service }: ShownService): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    title: 'Twilio: request time and errors',
    width: 12,
    left: times('twilioRequestTime', service),
    leftYAxis: { min: 0, label: 'ms', showUnits: false },
    right: [serviceMetric('twilioErrors', service, { statistic: 'Sum', label: 'errors' })],
    rightYAxis: { min: 0, label: 'errors', showUnits: false },
  });
}

function times(
  name: 'verificationTime' | 'twilioRequestTime',
  service: string,
): cloudwatch.IMetric[] {
  const statistics = ['p50', 'p95', 'Maximum'];
  return statistics.map((statistic) =>
    serviceMetric(name, service, { statistic, label: statistic }),
  );
}

function perEnvironment(
  name: 'verdict' | 'secretVersionAgeDays' | 'keyAgeDays',
  { service, environments }: ShownService,
  reading: MetricReading,
): cloudwatch.IMetric[] {
  if (environments.length > MOST_SINGLE_ENVIRONMENTS) {
    return [everyEnvironment(name, service, reading)];
  }
  return environments.map((environment) =>
    environmentMetric(name, { service, environment }, { ...reading, label: environment }),
  );
}
