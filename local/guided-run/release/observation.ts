import type { JournalEntry as AwsCall } from '../../aws/journal.ts';
import type { Email, PhoneMessage } from '../../aws/notifications/deliver.ts';
import type { ActionExecution, PipelineExecution } from '../../pipeline/execution.ts';
import type { JournalEntry } from '../../twilio/journal.ts';
import type { Judgement } from './judgement.ts';

/** One gate action of a run: its answer, and what the world saw of it. */
export interface ObservedGate {
  readonly stage: string;
  readonly action: ActionExecution;
  readonly jobId: string;
  /** What the function logged; undefined when it logged no verdict for the job. */
  readonly judgement: Judgement | undefined;
  /** What Twilio was asked while this gate was running. */
  readonly twilioRequests: readonly JournalEntry[];
}

/** One run, or one retry, from its start until every function that it invoked has ended. */
export interface ObservedRun {
  readonly execution: PipelineExecution;
  /** The gates that ran, in order. */
  readonly gates: readonly ObservedGate[];
  /** What arrived meanwhile. */
  readonly emails: readonly Email[];
  readonly texts: readonly PhoneMessage[];
  /** The AWS calls of the functions, oldest first. */
  readonly awsCalls: readonly AwsCall[];
}
