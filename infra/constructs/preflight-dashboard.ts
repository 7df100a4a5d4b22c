import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { functionWidgets } from './monitoring/function-widgets.ts';
import { readingGuide } from './monitoring/reading-guide.ts';
import { DEFAULT_RUNBOOK_URL } from './monitoring/runbook-link.ts';
import {
  keyAgeWidget,
  secretAgeWidget,
  silenceWidget,
  twilioWidget,
  verdictWidget,
  verificationTimeWidget,
} from './monitoring/verdict-widgets.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';

/** What the dashboard shows. */
export interface PreflightDashboardProps {
  /** Path of `preflight.config.json`, relative to the app: it names the environments. */
  readonly configFile: string;
  /** The functions to show, a row each. */
  readonly functions: readonly WatchedFunction[];
  /**
   * Where your team reads the runbook.
   * @default 'docs/runbook.md'
   */
  readonly runbookUrl?: string;
  /**
   * The `service` dimension of the functions' metrics: the name of the stack they are in.
   * @default - the name of this stack
   */
  readonly service?: string;
  /**
   * Name in the console. Unique in the account, for all Regions.
   * @default - made by CloudFormation
   */
  readonly dashboardName?: string;
  /**
   * The time that is shown first.
   * @default Duration.days(14)
   */
  readonly defaultInterval?: Duration;
}

/**
 * A CloudWatch dashboard: the verdict of each environment over time, how long verifications and
 * Twilio take, the age of each secret's version, and each function's runs, errors and duration.
 *
 * Up to 50 environments are named one by one, so that one that never reported is in the legend all
 * the same; a larger fleet is found by search, which shows up to 500.
 * Throws `ConfigurationFileError` when the configuration is not valid.
 */
export class PreflightDashboard extends Construct {
  readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: PreflightDashboardProps) {
    super(scope, id);
    const { environments } = loadConfiguration(props.configFile).configuration;
    const shown = {
      service: props.service ?? Stack.of(this).stackName,
      environments: environments.map(({ name }) => name),
    };
    this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      ...(props.dashboardName !== undefined && { dashboardName: props.dashboardName }),
      defaultInterval: props.defaultInterval ?? Duration.days(14),
      widgets: [
        [readingGuide(props.runbookUrl ?? DEFAULT_RUNBOOK_URL)],
        [verdictWidget(shown)],
        [verificationTimeWidget(shown), twilioWidget(shown)],
        [secretAgeWidget(shown), keyAgeWidget(shown)],
        [silenceWidget(shown)],
        ...props.functions.map((watched) => [...functionWidgets(watched)]),
      ],
    });
  }
}
