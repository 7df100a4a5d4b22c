import * as pipelines from 'aws-cdk-lib/pipelines';
import { listsBeforeDeploy, listsWith, type StepList, withDependencies } from './step-places.ts';

/** A gate in a pipeline of CDK Pipelines. */
export interface PlacedStep {
  readonly step: pipelines.Step;
  readonly environment: string;
  readonly pipeline: pipelines.PipelineBase;
}

/** What is said of a gate's place. */
export interface PlaceFindings {
  /** Synth must fail. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Judges a gate by the lists that it stands in, not by run orders, which CDK Pipelines gives out and
 * its user cannot set. Whatever a `pre` or `changeSet` list precedes waits for the gate; other stages of
 * the wave do not, and need not.
 */
export function judgeStep(placed: PlacedStep): PlaceFindings {
  const { step, environment, pipeline } = placed;
  const lists = listsWith(step, pipeline);
  const [list, ...others] = lists;
  if (list === undefined) return { problems: [], warnings: [] };
  if (others.length > 0) {
    const owners = lists.map(({ owner, property }) => `"${property}" of ${owner}`).join(' and ');
    return {
      problems: [
        `One step object of the gate ${step.id} is in ${owners}. CDK Pipelines runs it once, so that only the first has a gate. Make a step for each: gate.step('${environment}').`,
      ],
      warnings: [],
    };
  }
  if (list.property === 'post') {
    return {
      problems: [
        `"post" of ${list.owner} holds the gate ${step.id}, which could then stop nothing: it runs after the deploy. Put it into "pre" of the stage or wave that it guards: pre: [gate.step('${environment}')].`,
      ],
      warnings: [],
    };
  }
  return { problems: [], warnings: [...lateApprovals(step, list), ...unguardedStacks(step, list)] };
}

function lateApprovals(gate: pipelines.Step, gateList: StepList): readonly string[] {
  const before = withDependencies(gate);
  return listsBeforeDeploy(gateList)
    .filter(({ level }) => level >= gateList.level)
    .flatMap(({ steps, property, owner }) =>
      steps
        .filter((step) => step instanceof pipelines.ManualApprovalStep && !before.has(step))
        .map(
          ({ id }) =>
            `The approval ${id} in "${property}" of ${owner} does not come before the gate ${gate.id}: the verdict may be days old when a person approves. Write ${property}: Step.sequence([approve, gate]), so that the gate runs after the approval.`,
        ),
    );
}

/** A gate of one stack: the stacks of its stage that do not wait for that stack are not guarded. */
function unguardedStacks(gate: pipelines.Step, { stage, stack }: StepList): readonly string[] {
  if (stage === undefined || stack === undefined) return [];
  const guarded = new Set([stack]);
  for (const each of guarded) {
    for (const other of stage.stacks)
      if (other.stackDependencies.includes(each)) guarded.add(other);
  }
  const unguarded = stage.stacks.filter((each) => !guarded.has(each));
  if (unguarded.length === 0) return [];
  const names = unguarded.map(({ stackName }) => stackName).join(', ');
  return [
    `The gate ${gate.id} guards stack ${stack.stackName} of stage ${stage.stageName}, and not ${names}, which deploys without it. Put it into "pre" of the stage to guard all of them.`,
  ];
}
