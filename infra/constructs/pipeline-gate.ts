import { Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import { ENVIRONMENT_VARIABLES, GATE_TIMEOUT_SECONDS } from '../../functions/contract.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import type { ConditionedPipeline } from '../pipelines/condition-aspect.ts';
import type { GatePlace } from '../pipelines/gate-action.ts';
import { ImportedGate, type PipelineGateAttributes } from '../pipelines/imported-gate.ts';
import { type IPipelineGate, PipelineGateBase } from '../pipelines/pipeline-gate-base.ts';
import { watchConditionedStages } from '../pipelines/watch-conditioned-stages.ts';
import { alertTopicOf } from './alert-topic-of.ts';
import { topicsForServices } from './alerts/topics-of.ts';
import { grantJobAnswers, grantSubscriptionListing } from './function-access.ts';
import { GateBackstop } from './gate-backstop.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';
import { ReportBucket } from './report-bucket.ts';
import { sizePolicies } from './secret-access.ts';
import { createVerifierFunction } from './verifier-function.ts';
import type { VerifierFunctionProps } from './verifier-function-props.ts';

/** What the gate judges by, and whom it tells. */
export interface PipelineGateProps extends VerifierFunctionProps {
  /**
   * Where alerts go; in the gate's own Region.
   * @default - a new topic with the subscribers that the configuration names under `alerts`
   */
  readonly alertTopic?: sns.ITopic;
  /**
   * Whether a gate that gave its pipeline no answer raises an alert, see `GateBackstop`.
   * @default true
   */
  readonly backstop?: boolean;
  /**
   * Whether the report of each run is kept, as a page, in a private bucket, for 90 days. The job's message and the
   * alerts name its address, see docs/history.md.
   * @default false
   */
  readonly reportBucket?: boolean;
  /**
   * Where your team reads the runbook.
   * @default 'docs/runbook.md'
   */
  readonly runbookUrl?: string;
}

/**
 * The gate: a function that reads the declared secrets, asks Twilio, answers the pipeline's job and
 * publishes an alert; and every way into a pipeline: `action`, `step`, `condition`. It belongs into the
 * account and Region of the pipelines. Deploy it with the pipeline or before, never in a stage that it
 * guards.
 *
 * Its role holds what the configuration declares and no more. Throws `ConfigurationFileError` when the
 * configuration is not valid.
 */
export class PipelineGate extends PipelineGateBase {
  /**
   * A gate of another stack or app, by the ARN of its function (the output `GateFunctionArn` of this
   * repository's stack names it). Synth refuses an environment that the app's `preflight.config.json`
   * does not declare; without that file it warns. `fromFunctionAttributes` takes another file, or names.
   */
  static fromFunctionArn(scope: Construct, id: string, functionArn: string): IPipelineGate {
    return new ImportedGate(scope, id, { functionArn });
  }

  /**
   * As `fromFunctionArn`, with the environments that the gate declares, or with the function's role, which
   * then gets what it needs to answer jobs.
   */
  static fromFunctionAttributes(
    scope: Construct,
    id: string,
    attributes: PipelineGateAttributes,
  ): IPipelineGate {
    return new ImportedGate(scope, id, attributes);
  }

  readonly fn: lambda.IFunction;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;
  /** The role of the gate, for resource policies of secrets and keys in other accounts. */
  readonly role: iam.IRole;
  /** Where its alerts go. */
  readonly alertTopic: sns.ITopic;
  /** Where its reports are kept; absent unless `reportBucket` asks for it. */
  readonly reports?: ReportBucket;
  private readonly configuration: Configuration;
  private readonly backstop: GateBackstop | undefined;

  constructor(scope: Construct, id: string, props: PipelineGateProps) {
    super(scope, id);
    this.configuration = loadConfiguration(props.configFile).configuration;
    sizePolicies(this, this.configuration);
    refuseWithoutTable(this.configuration, props);
    this.alertTopic = props.alertTopic ?? alertTopicOf(this, this.configuration);
    if (props.reportBucket === true) this.reports = new ReportBucket(this, 'Reports');
    const { fn, role, watched } = createVerifierFunction(this, props, {
      name: 'gate',
      description: 'Blocks a deployment whose Twilio credentials are not the declared ones',
      roleDescription: 'Reads the declared Twilio secrets, answers pipeline jobs, publishes alerts',
      timeoutSeconds: GATE_TIMEOUT_SECONDS,
      alertTopic: this.alertTopic,
      ...(this.reports && {
        environment: { [ENVIRONMENT_VARIABLES.reportBucket]: this.reports.bucket.bucketName },
      }),
    });
    grantJobAnswers(role);
    this.reports?.grantKeep(role);
    grantSubscriptionListing(role, topicsForServices(this.alertTopic));
    this.fn = fn;
    this.watched = watched;
    this.role = role;
    this.backstop =
      props.backstop === false
        ? undefined
        : new GateBackstop(this, 'Backstop', {
            alertTopic: this.alertTopic,
            ...(props.runbookUrl !== undefined && { runbookUrl: props.runbookUrl }),
          });
  }

  protected override refuseUndeclared(environment: string): void {
    if (Token.isUnresolved(environment)) return;
    const selection = selectEnvironments(this.configuration, [environment]);
    if (!selection.ok) throw new Error(selection.message);
  }

  protected override onPlaced({ action }: GatePlace): void {
    this.backstop?.watch(action.actionProperties.actionName);
  }

  protected override onConditioned(found: ConditionedPipeline): void {
    if (this.backstop !== undefined) watchConditionedStages(found, this.alertTopic);
  }
}

/** The table keeps a test call from being placed, and paid for, twice. */
function refuseWithoutTable({ environments }: Configuration, { history }: PipelineGateProps): void {
  const [declaring] = environments.filter(({ testCall }) => testCall !== undefined);
  if (declaring === undefined || history !== undefined) return;
  throw new Error(
    `environments.${declaring.name}.testCall needs the table of runs: give "history", a RunTable, to the gate, or remove testCall. Without a table no test call is placed.`,
  );
}
