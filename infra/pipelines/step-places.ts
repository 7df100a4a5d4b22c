import type * as pipelines from 'aws-cdk-lib/pipelines';

/** A list of steps of a pipeline of CDK Pipelines, such as `pre` of a stage. */
export interface StepList {
  /** The property that holds it. */
  readonly property: 'pre' | 'changeSet' | 'post';
  /** What it belongs to, in words: `stage Production`. */
  readonly owner: string;
  readonly steps: readonly pipelines.Step[];
  /** Lists before a deployment run by this number: of the wave, the stage, the stack, its change set. */
  readonly level: number;
  readonly wave: pipelines.Wave;
  /** Absent: the list is the wave's. */
  readonly stage?: pipelines.StageDeployment | undefined;
  /** Absent: the list is the stage's or the wave's. */
  readonly stack?: pipelines.StackDeployment | undefined;
}

/**
 * The lists of a pipeline that hold the step itself, and of each other wave the first with a step that waits for
 * it before a deploy; CDK Pipelines runs it in the first alone.
 */
export function listsWith(
  step: pipelines.Step,
  { waves }: pipelines.PipelineBase,
): readonly StepList[] {
  const found = waves.flatMap((wave) => {
    const lists = listsOfWave(wave);
    const own = lists.filter(({ steps }) => steps.includes(step));
    if (own.length > 0) return own;
    const waits = (each: pipelines.Step): boolean => withDependencies(each).has(step);
    return lists.filter(({ steps }) => steps.some(waits)).slice(0, 1);
  });
  // What waits for it after a deploy asks for no gate, unless that is its only place.
  const isAsked = ({ property, steps }: StepList): boolean =>
    property !== 'post' || steps.includes(step);
  return found.filter((list, at) => at === 0 || isAsked(list));
}

/** The lists whose steps run before what the steps of `list` precede is deployed, its own among them. */
export function listsBeforeDeploy(list: StepList): readonly StepList[] {
  return listsOfWave(list.wave).filter(
    ({ property, stage, stack }) =>
      property !== 'post' && isOnPath(stage, list.stage) && isOnPath(stack, list.stack),
  );
}

/** The step and what it waits for, however far back. */
export function withDependencies(step: pipelines.Step): ReadonlySet<pipelines.Step> {
  const found = new Set([step]);
  for (const each of found) for (const before of each.dependencies) found.add(before);
  return found;
}

function isOnPath<T>(one: T | undefined, other: T | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

function listsOfWave(wave: pipelines.Wave): readonly StepList[] {
  const owner = `wave ${wave.id}`;
  return [...prePost(wave, { owner, level: 0, wave }), ...wave.stages.flatMap(listsOfStage(wave))];
}

function listsOfStage(wave: pipelines.Wave): (stage: pipelines.StageDeployment) => StepList[] {
  return (stage) => {
    const owner = `stage ${stage.stageName}`;
    return [
      ...prePost(stage, { owner, level: 1, wave, stage }),
      ...stage.stacks.flatMap((stack) => {
        const place = { owner: `stack ${stack.stackName} of ${owner}`, wave, stage, stack };
        const steps = stack.changeSet;
        return [
          ...prePost(stack, { ...place, level: 2 }),
          { ...place, level: 3, property: 'changeSet' as const, steps },
        ];
      }),
    ];
  };
}

type Steps = Readonly<Record<'pre' | 'post', readonly pipelines.Step[]>>;

function prePost(
  { pre, post }: Steps,
  place: Omit<StepList, 'property' | 'steps'>,
): readonly StepList[] {
  return [
    { ...place, property: 'pre', steps: pre },
    { ...place, property: 'post', steps: post },
  ];
}
