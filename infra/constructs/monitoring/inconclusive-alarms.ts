import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { DeepLink } from './console-links.ts';
import type { AlarmPlan } from './preflight-alarm.ts';
import {
  environmentMetric,
  MOST_SINGLE_ENVIRONMENTS,
  serviceMetric,
} from './verification-metrics.ts';

/** What the alarms on inconclusive runs are about. */
export interface InconclusiveSubjects {
  /** Names of the declared environments. */
  readonly environments: readonly string[];
  /** The `service` dimension of the metrics. */
  readonly service: string;
  /** Hours in a row. */
  readonly hours: number;
  readonly link: DeepLink;
}

// An hour without a run says nothing of the credential, so the alarm stays as it is: on, if the last
// runs could not check, and off, if they could. Its end sends nothing: the alerts report each recovery.
const NO_RUN_NO_NEWS = {
  treatMissingData: cloudwatch.TreatMissingData.IGNORE,
  tellsRecovery: false,
} as const;

/**
 * An alarm per environment: every run of each of the last hours was inconclusive.
 *
 * Above 50 environments one alarm for all of them, on the share of questions to Twilio that had no
 * usable answer. Each environment of its own would cost 0.10 USD a month, take a resource of the
 * stack, and send a message in every outage of Twilio; its replacement sends one. A single
 * environment of a large fleet shows on the dashboard.
 */
export function inconclusiveAlarms(subjects: InconclusiveSubjects): readonly AlarmPlan[] {
  const { environments } = subjects;
  if (environments.length > MOST_SINGLE_ENVIRONMENTS) return [fleetAlarm(subjects)];
  return environments.map((environment) => environmentAlarm(environment, subjects));
}

function environmentAlarm(environment: string, subjects: InconclusiveSubjects): AlarmPlan {
  const { service, hours, link } = subjects;
  return {
    ...NO_RUN_NO_NEWS,
    id: `${environment}-inconclusive-streak`,
    severity: 2,
    means: `For ${hours} hours no run could tell whether the Twilio credential of ${environment} is good.`,
    heading: 'alarm.inconclusive-streak',
    link,
    // The minimum is 1 only if every run of the hour was inconclusive.
    metric: environmentMetric(
      'inconclusive',
      { service, environment },
      { statistic: 'Minimum', period: Duration.hours(1) },
    ),
    threshold: 1,
    evaluationPeriods: hours,
  };
}

function fleetAlarm({ service, hours, link }: InconclusiveSubjects): AlarmPlan {
  return {
    ...NO_RUN_NO_NEWS,
    id: 'twilio-errors',
    severity: 2,
    means: `For ${hours} hours half of the questions to Twilio or more had no usable answer: verdicts are inconclusive.`,
    heading: 'alarm.twilio-errors',
    link,
    // 1 for a question without a usable answer, else 0: the average is their share.
    metric: serviceMetric('twilioErrors', service, {
      statistic: 'Average',
      period: Duration.hours(1),
    }),
    threshold: 0.5,
    evaluationPeriods: hours,
  };
}
