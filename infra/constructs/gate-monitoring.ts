import { Stack, Token } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { type DeepLink, dashboardLink, logGroupLink } from './monitoring/console-links.ts';
import { type FunctionThresholds, functionAlarms } from './monitoring/function-alarms.ts';
import { inconclusiveAlarms } from './monitoring/inconclusive-alarms.ts';
import { type AlarmAudience, createAlarm } from './monitoring/preflight-alarm.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';

/** What is watched, and who hears of it. */
export interface GateMonitoringProps extends AlarmAudience, FunctionThresholds {
  /** Path of `preflight.config.json`, relative to the app: it names the environments. */
  readonly configFile: string;
  /** The functions to watch; at least one, each with a name of its own. */
  readonly functions: readonly WatchedFunction[];
  /**
   * Where alarms on verdicts lead to.
   * @default - the log of the first function
   */
  readonly dashboard?: cloudwatch.Dashboard;
  /**
   * The `service` dimension of the functions' metrics: the name of the stack they are in.
   * @default - the name of this stack
   */
  readonly service?: string;
  /**
   * Hours in a row without a decision, before an inconclusive environment raises an alarm. From 1 to
   * 24.
   * @default 3
   */
  readonly inconclusiveHours?: number;
}

/**
 * Alarms on the functions (errors, throttles, dropped events, duration near the limit) and on
 * environments without a verdict. Each says its severity, what it means, the heading of the
 * runbook and what to read first, and goes to the alert topic.
 *
 * Throws `ConfigurationFileError`, and for thresholds that could never be met or would always be.
 */
export class GateMonitoring extends Construct {
  readonly alarms: readonly cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: GateMonitoringProps) {
    super(scope, id);
    const [first, ...others] = props.functions;
    if (first === undefined) throw new Error('"functions" is empty: there is nothing to watch.');
    refuseUnusable(props);
    const { environments } = loadConfiguration(props.configFile).configuration;
    const plans = [
      ...[first, ...others].flatMap((watched) => functionAlarms(this, watched, props)),
      ...inconclusiveAlarms({
        environments: environments.map(({ name }) => name),
        service: props.service ?? Stack.of(this).stackName,
        hours: props.inconclusiveHours ?? 3,
        link: this.verdictLink(props.dashboard, first),
      }),
    ];
    this.alarms = plans.map((plan) => createAlarm(this, props, plan));
  }

  private verdictLink(
    dashboard: cloudwatch.Dashboard | undefined,
    { logGroup }: WatchedFunction,
  ): DeepLink {
    return dashboard === undefined ? logGroupLink(this, logGroup) : dashboardLink(this, dashboard);
  }
}

const BOUNDS = [
  { name: 'errorThreshold', least: 1, most: Number.POSITIVE_INFINITY },
  { name: 'throttleThreshold', least: 1, most: Number.POSITIVE_INFINITY },
  { name: 'droppedEventThreshold', least: 1, most: Number.POSITIVE_INFINITY },
  { name: 'durationPercent', least: 1, most: 100 },
  { name: 'inconclusiveHours', least: 1, most: 24 },
] as const;

function refuseUnusable(props: GateMonitoringProps): void {
  for (const { name, least, most } of BOUNDS) {
    const value = props[name];
    if (value === undefined || Token.isUnresolved(value)) continue;
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    const allowed = most === Number.POSITIVE_INFINITY ? 'or more' : `to ${most}`;
    throw new Error(`"${name}" is ${value}. Give a whole number, ${least} ${allowed}.`);
  }
  const names = props.functions.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`"functions" names "${twice}" twice.`);
}
