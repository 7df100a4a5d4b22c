import type { JobStore } from '../aws/jobs/job-store.ts';
import type { LocalClock } from '../clock/local-clock.ts';
import type { Invocation } from '../lambda/local-function.ts';

/** What Lambda actions and rules need of the world around the pipeline. */
export interface ActionWorld {
  readonly jobs: JobStore;
  readonly accountId: string;
  readonly clock: LocalClock;
  /**
   * Asks Lambda for an asynchronous invocation. Returns once it is accepted: what the function then
   * does shows only in its job. Throws where Lambda refuses, for example an unknown function.
   */
  readonly invokeAsync: (functionName: string, event: unknown) => void;
  /** Invokes and waits for the outcome, as a rule may do. Rejects where Lambda refuses. */
  readonly invoke: (functionName: string, event: unknown) => Promise<Invocation>;
  /** How long a job may stay unanswered. AWS: 20 minutes, counted anew after each continuation. */
  readonly jobTimeoutMs: number;
  /** Pause before a continuation. AWS documents none; about 30 s. */
  readonly continuationDelayMs: number;
  /** How long an action may go on by continuations: no new job is sent after that. AWS: 24 hours. */
  readonly actionTimeoutMs: number;
  /** Hears that an action waits for its continuation, before the pause. Must not throw. */
  readonly onContinuation: () => void;
}

/** AWS's own time limits of a Lambda action, and the pause that is seen in practice. */
export const AWS_LIMITS: Pick<
  ActionWorld,
  'jobTimeoutMs' | 'continuationDelayMs' | 'actionTimeoutMs'
> = {
  jobTimeoutMs: 20 * 60_000,
  continuationDelayMs: 30_000,
  actionTimeoutMs: 24 * 60 * 60_000,
};
