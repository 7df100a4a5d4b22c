/** What provides an action, as the definition and every event of the action name it. */
export interface ActionTypeId {
  readonly category: string;
  readonly owner: string;
  readonly provider: string;
  readonly version: string;
}

/** What every action has. */
interface ActionBase {
  readonly name: string;
  /** Default 1. Actions of one number run at once, the next number after all of them succeeded. */
  readonly runOrder?: number;
  /** Default: S3, Lambda or CloudFormation, as the kind is. */
  readonly type?: ActionTypeId;
}

/** Where the pipeline starts: a revision, as a repository would hand it over. */
export interface SourceAction extends ActionBase {
  readonly kind: 'source';
  readonly revisionId: string;
  readonly revisionSummary: string;
}

/** A Lambda invoke action: the function must answer a job. */
export interface LambdaAction extends ActionBase {
  readonly kind: 'lambda';
  readonly functionName: string;
  /** 1 to 1,000 characters; may hold `#{codepipeline.PipelineExecutionId}` and `#{namespace.key}`. */
  readonly userParameters?: string;
  /** Under which later actions reach its output variables. */
  readonly namespace?: string;
}

/** Any other action. Nothing is built or deployed: that it was reached is what is recorded. */
export interface DeployAction extends ActionBase {
  readonly kind: 'deploy';
  /** What the pipeline would deploy to, as words. */
  readonly target: string;
}

export type ActionDefinition = SourceAction | LambdaAction | DeployAction;

/** A rule of the provider LambdaInvoke; the other providers are not modelled. */
export interface LambdaRule {
  readonly name: string;
  readonly functionName: string;
  /** 1 to 10,000 characters; may hold variables as those of an action. */
  readonly userParameters?: string;
}

/** When one of the rules fails, the execution fails before the stage, or skips it. */
export interface EntryCondition {
  readonly result: 'FAIL' | 'SKIP';
  /** One to five. */
  readonly rules: readonly LambdaRule[];
}

export interface StageDefinition {
  readonly name: string;
  readonly actions: readonly ActionDefinition[];
  /** Exactly one condition, where there are any. Pipelines of the type V2 only. */
  readonly beforeEntry?: readonly EntryCondition[];
}

/** How a pipeline treats executions that meet: see `create-pipeline`. */
export type ExecutionMode = 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';

/** A pipeline as `create-pipeline` declares one; stages run one after the other. */
export interface PipelineDefinition {
  readonly name: string;
  /** Default V1, as in the API. */
  readonly pipelineType?: 'V1' | 'V2';
  /** Default SUPERSEDED; the others need V2. */
  readonly executionMode?: ExecutionMode;
  readonly stages: readonly StageDefinition[];
}

const DEFAULT_TYPES: Readonly<Record<ActionDefinition['kind'], ActionTypeId>> = {
  source: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
  lambda: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
  deploy: { category: 'Deploy', owner: 'AWS', provider: 'CloudFormation', version: '1' },
};

/** The declared type of an action, or the one that its kind has by default. */
export function typeOf({ kind, type }: ActionDefinition): ActionTypeId {
  return type ?? DEFAULT_TYPES[kind];
}
