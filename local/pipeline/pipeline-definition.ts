/** Where the pipeline starts: a revision, as a repository would hand it over. */
export interface SourceAction {
  readonly kind: 'source';
  readonly name: string;
  /** Default 1. Actions of one number run at once, the next number after all of them succeeded. */
  readonly runOrder?: number;
  readonly revisionId: string;
  readonly revisionSummary: string;
}

/** A Lambda invoke action: the function must answer a job. */
export interface LambdaAction {
  readonly kind: 'lambda';
  readonly name: string;
  readonly runOrder?: number;
  readonly functionName: string;
  /** 1 to 1,000 characters; may hold `#{codepipeline.PipelineExecutionId}` and `#{namespace.key}`. */
  readonly userParameters?: string;
  /** Under which later actions reach its output variables. */
  readonly namespace?: string;
}

/** A deployment. Nothing is deployed: that it was reached is what is recorded. */
export interface DeployAction {
  readonly kind: 'deploy';
  readonly name: string;
  readonly runOrder?: number;
  /** What the pipeline would deploy to, as words. */
  readonly target: string;
}

export type ActionDefinition = SourceAction | LambdaAction | DeployAction;

export interface StageDefinition {
  readonly name: string;
  readonly actions: readonly ActionDefinition[];
}

/** A pipeline as `create-pipeline` declares one; stages run one after the other. */
export interface PipelineDefinition {
  readonly name: string;
  readonly stages: readonly StageDefinition[];
}
