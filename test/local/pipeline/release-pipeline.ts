import { createJobStore, type JobState, type JobStore } from '../../../local/aws/jobs/job-store.ts';
import {
  createPipeline,
  type Pipeline,
  type PipelineWorld,
} from '../../../local/pipeline/create-pipeline.ts';
import type { StatusChange } from '../../../local/pipeline/execution.ts';
import type {
  ActionDefinition,
  LambdaAction,
} from '../../../local/pipeline/pipeline-definition.ts';

/** What a gate function does with its job; undefined: it never answers. */
export type Answer = Exclude<JobState, { status: 'open' }> | undefined;

/** A pipeline whose gate answers what the test sets, and all that was seen. */
export interface Rehearsal {
  readonly pipeline: Pipeline;
  readonly jobs: JobStore;
  readonly events: readonly unknown[];
  readonly changes: readonly StatusChange[];
}

export const GATE: LambdaAction = {
  kind: 'lambda',
  name: 'Gate',
  functionName: 'gate',
  userParameters: 'production',
};

const SOURCE: ActionDefinition = {
  kind: 'source',
  name: 'Release',
  revisionId: '4c1f2ab',
  revisionSummary: 'Say thanks',
};

/** Source, then a stage with the given actions, whose jobs get `answers` in turn. */
export function rehearse(
  actions: readonly ActionDefinition[],
  answers: readonly Answer[],
  times: Partial<Pick<PipelineWorld, 'jobTimeoutMs' | 'actionTimeoutMs'>> = {},
): Rehearsal {
  const jobs = createJobStore('us-east-1');
  const events: unknown[] = [];
  const changes: StatusChange[] = [];
  const left = [...answers];
  const pipeline = createPipeline(
    {
      name: 'release',
      stages: [
        { name: 'Source', actions: [SOURCE] },
        { name: 'Production', actions },
      ],
    },
    {
      jobs,
      accountId: '111122223333',
      jobTimeoutMs: 2_000,
      continuationDelayMs: 1,
      ...times,
      onChange: (change) => changes.push(change),
      invokeAsync: (functionName, event) => {
        if (functionName === 'missing') throw new Error('there is no such function');
        events.push(event);
        const answer = left.shift();
        const open = jobs.list().find(({ state }) => state.status === 'open');
        if (answer !== undefined && open !== undefined) jobs.settle(open.id, answer);
      },
    },
  );
  return { pipeline, jobs, events, changes };
}
