import type { ActionOutcome } from './execution.ts';
import type { ActionDefinition } from './pipeline-definition.ts';
import type { VariableScope } from './resolve-variables.ts';
import { type LambdaActionWorld, runLambdaAction } from './run-lambda-action.ts';

/** One action in its place. */
export interface ActionRun {
  readonly action: ActionDefinition;
  /** `pipeline/stage/action` */
  readonly label: string;
  readonly variables: VariableScope;
}

/** Runs any action to its end. A source gives its revision as `CommitId`; a deployment is recorded. */
export async function runAction(run: ActionRun, world: LambdaActionWorld): Promise<ActionOutcome> {
  const { action, label, variables } = run;
  switch (action.kind) {
    case 'source':
      return {
        status: 'Succeeded',
        summary: action.revisionSummary,
        externalExecutionId: action.revisionId,
        outputVariables: { CommitId: action.revisionId },
      };
    case 'lambda':
      return await runLambdaAction({ action, label, variables }, world);
    case 'deploy':
      return { status: 'Succeeded', summary: `Deployed to ${action.target}` };
  }
}
