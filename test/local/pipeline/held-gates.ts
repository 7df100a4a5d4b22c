import { createJobStore, type JobState } from '../../../local/aws/jobs/job-store.ts';
import {
  createPipeline,
  type Pipeline,
  type PipelineWorld,
} from '../../../local/pipeline/create-pipeline.ts';
import type { StatusChange } from '../../../local/pipeline/execution.ts';
import type { PipelineDefinition } from '../../../local/pipeline/pipeline-definition.ts';
import type { PipelineEvent } from '../../../local/pipeline/state-change-event.ts';
import { createManualClock, type ManualClock } from '../clock/manual-clock.ts';

/** A source, then a stage with a gate and a deployment behind it. */
export const RELEASE: PipelineDefinition = {
  name: 'release',
  pipelineType: 'V2',
  stages: [
    {
      name: 'Source',
      actions: [
        {
          kind: 'source',
          name: 'Release',
          revisionId: '4c1f2ab',
          revisionSummary: 'Say thanks',
        },
      ],
    },
    {
      name: 'Production',
      actions: [
        {
          kind: 'lambda',
          name: 'Gate',
          functionName: 'gate',
          userParameters: '#{codepipeline.PipelineExecutionId}',
        },
        { kind: 'deploy', name: 'Deploy', runOrder: 2, target: 'production' },
      ],
    },
  ],
};

/** A pipeline whose gates stay closed until the test answers them, and all that was seen. */
export interface HeldGates {
  readonly pipeline: Pipeline;
  readonly clock: ManualClock;
  readonly events: readonly PipelineEvent[];
  readonly changes: readonly StatusChange[];
  /** Ids of the executions whose gate waits for an answer. */
  gated(): readonly string[];
  /** Resolves once exactly these executions wait for their gates. */
  untilGated(...ids: readonly string[]): Promise<void>;
  answer(executionId: string, state: JobState): void;
}

export const OPEN: JobState = { status: 'succeeded', summary: 'the gate is open' };
export const SHUT: JobState = { status: 'failed', type: 'JobFailed', message: 'Twilio says no' };

/** Makes the pipeline with a clock that stands still. */
export function holdGates(
  definition: Partial<PipelineDefinition> = {},
  world: Partial<PipelineWorld> = {},
): HeldGates {
  const jobs = createJobStore('us-east-1');
  const clock = createManualClock();
  const events: PipelineEvent[] = [];
  const changes: StatusChange[] = [];
  const executions = new Map<string, string>();
  const pipeline = createPipeline(
    { ...RELEASE, ...definition },
    {
      jobs,
      clock,
      accountId: '111122223333',
      ...world,
      onChange: (change) => changes.push(change),
      onEvent: (event) => events.push(event),
      invokeAsync: (_name, event) => {
        const { id, data } = Reflect.get(Object(event), 'CodePipeline.job');
        executions.set(id, data.actionConfiguration.configuration.UserParameters);
      },
    },
  );
  const openJobs = (): readonly string[] =>
    jobs.list().flatMap(({ id, state }) => (state.status === 'open' ? [id] : []));
  const gated = (): readonly string[] =>
    openJobs()
      .map((id) => executions.get(id) ?? '')
      .filter((id) => pipeline.execution(id)?.status === 'InProgress');
  return {
    pipeline,
    clock,
    events,
    changes,
    gated,
    untilGated: (...ids) =>
      pipeline.when(() => gated().toSorted().join() === ids.toSorted().join()),
    answer: (executionId, state) => {
      const id = openJobs().find((job) => executions.get(job) === executionId);
      if (id === undefined) throw new Error(`no gate of ${executionId} is open`);
      jobs.settle(id, state);
    },
  };
}
