import { Stack as CdkStack, type Stack, Stage } from 'aws-cdk-lib';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as pipelines from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';

/** A pipeline with a source stage, to which tests add what they gate. */
export function pipelineWithSource(
  scope: Construct,
  props: codepipeline.PipelineProps = {},
): codepipeline.Pipeline {
  const pipeline = new codepipeline.Pipeline(scope, 'Pipeline', {
    pipelineType: codepipeline.PipelineType.V2,
    ...props,
  });
  pipeline.addStage({
    stageName: 'Source',
    actions: [
      new actions.S3SourceAction({
        actionName: 'Source',
        bucket: bucketIn(scope, 'Source'),
        bucketKey: 'app.zip',
        output: source,
      }),
    ],
  });
  return pipeline;
}

const source = new codepipeline.Artifact('Source');

/** A deploy action, as any provider's: what is in its bucket does not matter. */
export function deployTo(scope: Construct, runOrder?: number): codepipeline.IAction {
  return new actions.S3DeployAction({
    actionName: 'Deploy',
    bucket: bucketIn(scope, `Target${runOrder ?? ''}`),
    input: source,
    ...(runOrder !== undefined && { runOrder }),
  });
}

/** An approval by a person. */
export function approveAt(runOrder: number): codepipeline.IAction {
  return new actions.ManualApprovalAction({ actionName: 'Approve', runOrder });
}

const CHANGE_SET = { stackName: 'App', changeSetName: 'Release' };

/** Creates a change set, which deploys nothing yet. */
export function createChangeSet(runOrder: number): codepipeline.IAction {
  return new actions.CloudFormationCreateReplaceChangeSetAction({
    actionName: 'Create',
    ...CHANGE_SET,
    templatePath: source.atPath('template.json'),
    adminPermissions: false,
    runOrder,
  });
}

/** Deploys what {@link createChangeSet} made. */
export function executeChangeSet(runOrder: number): codepipeline.IAction {
  return new actions.CloudFormationExecuteChangeSetAction({
    actionName: 'Execute',
    ...CHANGE_SET,
    runOrder,
  });
}

/** A pipeline of CDK Pipelines, without self-mutation. */
export function cdkPipeline(stack: Stack): pipelines.CodePipeline {
  return new pipelines.CodePipeline(stack, 'Pipelines', {
    selfMutation: false,
    pipelineType: codepipeline.PipelineType.V2,
    synth: fileSetOf(
      new pipelines.ShellStep('Synth', {
        input: fileSetOf(
          pipelines.CodePipelineSource.s3(bucketIn(stack, 'Source'), 'app.zip', {
            actionName: 'Source',
          }),
        ),
        commands: ['npx cdk synth'],
      }),
    ),
  });
}

// The CDK's own classes do not fit its interfaces under exactOptionalPropertyTypes.
function bucketIn(scope: Construct, id: string): s3.IBucket {
  return new s3.Bucket(scope, id) as s3.IBucket;
}

function fileSetOf(step: pipelines.Step): pipelines.IFileSetProducer {
  return step as pipelines.IFileSetProducer;
}

/** A stage of CDK Pipelines with one stack, or with these. */
export class AppStage extends Stage {
  readonly stacks: readonly Stack[];

  constructor(scope: Construct, id: string, stackIds: readonly string[] = ['App']) {
    super(scope, id);
    this.stacks = stackIds.map((stackId) => new CdkStack(this, stackId));
    for (const stack of this.stacks) new sns.Topic(stack, 'Topic');
  }
}

/** An action as a template has it. */
export interface ActionInTemplate {
  readonly Name: string;
  readonly RunOrder: number;
  readonly ActionTypeId: { readonly Category: string };
  readonly Configuration: Readonly<Record<string, unknown>>;
  readonly InputArtifacts?: unknown;
}

/** A stage as a template has it. */
export interface StageInTemplate {
  readonly Name: string;
  readonly Actions: readonly ActionInTemplate[];
  readonly BeforeEntry?: unknown;
}
