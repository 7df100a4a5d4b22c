import type { ActionWorld } from './action-world.ts';
import type { ActionOutcome } from './execution.ts';
import type { ActionDefinition } from './pipeline-definition.ts';
import type { VariableScope } from './resolve-variables.ts';
import { runLambdaAction } from './run-lambda-action.ts';

/** One action in its place. */
export interface ActionRun {
  readonly action: ActionDefinition;
  /** `pipeline/stage/action` */
  readonly label: string;
  readonly variables: VariableScope;
  /** Aborted when the action is abandoned. */
  readonly signal: AbortSignal;
}

/** Runs any action to its end. A source gives its revision as `CommitId`; a deployment is recorded. */
export async function runAction(run: ActionRun, world: ActionWorld): Promise<ActionOutcome> {
  const { action } = run;
  switch (action.kind) {
    case 'source':
      return {
        status: 'Succeeded',
        summary: action.revisionSummary,
        externalExecutionId: action.revisionId,
        outputVariables: { CommitId: action.revisionId },
      };
    case 'lambda':
      return await runLambdaAction({ ...run, action }, world);
    case 'deploy':
      return { status: 'Succeeded', summary: `Deployed to ${action.target}` };
  }
}
