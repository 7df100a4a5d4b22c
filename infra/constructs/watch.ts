import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import { WATCH_TIMEOUT_SECONDS } from '../../functions/contract.ts';
import {
  type LoadedConfiguration,
  loadConfiguration,
} from '../configuration/load-configuration.ts';
import { alertTopicOf } from './alert-topic-of.ts';
import { createWatchAlarms } from './monitoring/watch-alarm.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';
import { sizePolicies } from './secret-access.ts';
import { createVerifierFunction } from './verifier-function.ts';
import type { VerifierFunctionProps } from './verifier-function-props.ts';
import { type LogGroupWatchProps, watchLogGroup } from './watch/watch-log-group.ts';
import { watchOnSchedule } from './watch/watch-on-schedule.ts';
import { watchSecrets } from './watch/watch-secrets.ts';

/** What the watch verifies between deploys, and where its alerts go. */
export interface WatchProps extends VerifierFunctionProps {
  /**
   * Where alerts go; in the function's own Region.
   * @default - a new topic with the subscribers that the configuration names under `alerts`
   */
  readonly alertTopic?: sns.ITopic;
}

/**
 * Verifies between deploys: each environment every `watchEveryMinutes`, spread over time; at once when a
 * declared secret of this account and Region gets another current version; and when an application's own
 * calls are refused, see `logGroup`. An alarm is raised when an environment has no
 * verdict for two of its periods.
 *
 * Give it a `history`: without one it repeats an alert with every run. Throws `ConfigurationFileError`.
 */
export class Watch extends Construct {
  readonly fn: lambda.IFunction;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;
  private readonly loaded: LoadedConfiguration;
  private readonly audience: { readonly alertTopic: sns.ITopic; readonly runbookUrl?: string };

  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id);
    this.loaded = loadConfiguration(props.configFile);
    const { configuration } = this.loaded;
    sizePolicies(this, configuration);
    const { runbookUrl } = props;
    const alertTopic = props.alertTopic ?? alertTopicOf(this, configuration);
    this.audience = { alertTopic, ...(runbookUrl !== undefined && { runbookUrl }) };
    const { fn, watched } = createVerifierFunction(this, props, {
      name: 'watch',
      description: 'Verifies the Twilio credentials between deploys',
      roleDescription: 'Reads the declared Twilio secrets, keeps runs, publishes alerts',
      timeoutSeconds: WATCH_TIMEOUT_SECONDS,
      alertTopic,
    });
    this.fn = fn;
    this.watched = watched;
    const schedules = watchOnSchedule(this, fn, configuration.environments);
    watchSecrets(this, fn, { ...configuration, secretPrefixes: props.secretPrefixes });
    createWatchAlarms(this, { watched, schedules, ...this.audience });
  }

  /**
   * Watches an application's own log: where Twilio refuses its calls, an alarm notifies people and an
   * environment is verified at once, so that the alert with the cause follows. Where the verification
   * passes, the application holds another credential than the secret: restart it.
   */
  logGroup(group: logs.ILogGroup, props: LogGroupWatchProps): void {
    const selection = selectEnvironments(this.loaded.configuration, props.environments);
    if (!selection.ok) throw new Error(selection.message);
    watchLogGroup(this, { group, fn: this.fn, ...props, ...this.audience });
  }

  /** Lets `grantee` run it by hand. */
  grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.fn.grantInvoke(grantee);
  }
}
