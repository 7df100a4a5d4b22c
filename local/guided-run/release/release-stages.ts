import type { StageDefinition } from '../../pipeline/pipeline-definition.ts';

/** The name of the pipeline, as it stands in alerts. */
export const PIPELINE_NAME = 'storefront';

/** Name of the gate's action in every stage. */
export const GATE_ACTION = 'TwilioGate';

/** The stage of an environment: `production` has the stage `Production`. */
export function stageName(environment: string): string {
  return `${environment.slice(0, 1).toUpperCase()}${environment.slice(1)}`;
}

/** Source, then one stage for each environment: the gate first, the deployment behind it. */
export function releaseStages(
  environments: readonly string[],
  functionName: string,
): readonly StageDefinition[] {
  return [
    {
      name: 'Source',
      actions: [
        {
          kind: 'source',
          name: 'Release',
          revisionId: '4c1f2ab',
          revisionSummary: 'Send delivery reminders by SMS',
        },
      ],
    },
    ...environments.map((environment) => gatedStage(environment, functionName)),
  ];
}

function gatedStage(environment: string, functionName: string): StageDefinition {
  const userParameters = JSON.stringify({
    environment,
    pipeline: PIPELINE_NAME,
    executionId: '#{codepipeline.PipelineExecutionId}',
  });
  return {
    name: stageName(environment),
    actions: [
      { kind: 'lambda', name: GATE_ACTION, runOrder: 1, functionName, userParameters },
      { kind: 'deploy', name: 'Deploy', runOrder: 2, target: environment },
    ],
  };
}
