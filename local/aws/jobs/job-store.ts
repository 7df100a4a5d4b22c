import { randomUUID } from 'node:crypto';

/** The six types of PutJobFailureResult. */
export const FAILURE_TYPES = [
  'JobFailed',
  'ConfigurationError',
  'PermissionError',
  'RevisionOutOfSync',
  'RevisionUnavailable',
  'SystemUnavailable',
] as const;
export type FailureType = (typeof FAILURE_TYPES)[number];

/** What became of a job. A success with a `continuationToken` means "still running, call me again". */
export type JobState =
  | { readonly status: 'open' }
  | {
      readonly status: 'succeeded';
      readonly summary?: string | undefined;
      readonly externalExecutionId?: string | undefined;
      readonly outputVariables?: Readonly<Record<string, string>> | undefined;
      readonly continuationToken?: string | undefined;
    }
  | {
      readonly status: 'failed';
      readonly type: FailureType;
      readonly message: string;
      readonly externalExecutionId?: string | undefined;
    };

/** A job of an action, as the pipeline's side sees it. */
export interface Job {
  /** Lower-case UUID. */
  readonly id: string;
  readonly region: string;
  /** Free words for the journal of a run: pipeline, stage and action. */
  readonly label: string;
  readonly state: JobState;
}

/** A job to be opened; the world's Region and an empty label unless given. */
export interface JobSeed {
  readonly region?: string;
  readonly label?: string;
}

/** The jobs of the pipelines that run in this world. */
export interface JobStore {
  create(seed?: JobSeed): Job;
  get(id: string): Job | undefined;
  list(): readonly Job[];
  /** Records the result of an open job and wakes those who wait for it. */
  settle(id: string, state: JobState): void;
  /**
   * Resolves with the first result of a job, at once when it has one; never when none comes, so race
   * it with a time limit. Rejects for an unknown id.
   */
  settled(id: string): Promise<JobState>;
}

/** Makes a store without jobs. */
export function createJobStore(defaultRegion: string): JobStore {
  const jobs = new Map<string, Job>();
  const waiting = new Map<string, ((state: JobState) => void)[]>();
  return {
    create: ({ region = defaultRegion, label = '' } = {}) => {
      const job: Job = { id: randomUUID(), region, label, state: { status: 'open' } };
      jobs.set(job.id, job);
      return job;
    },
    get: (id) => jobs.get(id),
    list: () => [...jobs.values()],
    settle: (id, state) => {
      const job = jobs.get(id);
      if (job !== undefined) jobs.set(id, { ...job, state });
      for (const wake of waiting.get(id) ?? []) wake(state);
      waiting.delete(id);
    },
    settled: (id) => {
      const job = jobs.get(id);
      if (job === undefined) return Promise.reject(new Error(`There is no job ${id}.`));
      if (job.state.status !== 'open') return Promise.resolve(job.state);
      return new Promise((resolve) => {
        waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
      });
    },
  };
}
