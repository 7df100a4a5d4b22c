import type { JobStore } from '../../aws/jobs/job-store.ts';
import type { ActionExecution, StatusChange } from '../../pipeline/execution.ts';
import type { JournalEntry } from '../../twilio/journal.ts';
import type { LocalTwilio } from '../../twilio/start-local-twilio.ts';
import type { Judgement } from './judgement.ts';
import type { ObservedGate } from './observation.ts';
import { GATE_ACTION } from './release-stages.ts';

/** Follows the gates of a pipeline from its changes of status. */
export interface GateWatch {
  see(change: StatusChange): void;
  /** What was seen since the last `forget`; `judge` finds what was judged for a job. */
  gates(judge: (jobId: string) => Judgement | undefined): readonly ObservedGate[];
  forget(): void;
}

/** Where a watch looks when a gate begins and ends. Gates run one after the other. */
export interface GateWatchWorld {
  readonly twilio: LocalTwilio;
  readonly jobs: JobStore;
}

interface FinishedGate {
  readonly stage: string;
  readonly action: ActionExecution;
  readonly jobId: string;
  readonly twilioRequests: readonly JournalEntry[];
}

/** Makes a watch that has seen nothing. */
export function createGateWatch({ twilio, jobs }: GateWatchWorld): GateWatch {
  let requestsBefore = 0;
  let finished: FinishedGate[] = [];
  return {
    forget: () => {
      finished = [];
    },
    see: ({ stage, action }) => {
      if (stage === undefined || action?.name !== GATE_ACTION) return;
      const requests = twilio.journal.entries();
      if (action.status === 'InProgress') {
        requestsBefore = requests.length;
        return;
      }
      const jobId = jobs.list().at(-1)?.id ?? '';
      const twilioRequests = requests.slice(requestsBefore);
      finished.push({ stage, action, jobId, twilioRequests });
    },
    gates: (judge) => finished.map((gate) => ({ ...gate, judgement: judge(gate.jobId) })),
  };
}
