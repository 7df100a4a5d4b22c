import type { JobState } from '../../../local/aws/jobs/job-store.ts';
import type { TestGate } from './gate-world.ts';

/** What both CodePipeline and Lambda were told. */
export interface Told {
  /** The error's code, or `returned`. */
  readonly end: string;
  readonly message: string;
  readonly state: JobState | undefined;
}

/** Delivers an event about a new job, and gives what both CodePipeline and Lambda were told. */
export async function deliver(gate: TestGate, eventOf: (jobId: string) => unknown): Promise<Told> {
  const { id } = gate.aws.jobs.create();
  return await deliverAgain(gate, id, eventOf(id));
}

/** The same for a job there is. */
export async function deliverAgain(gate: TestGate, jobId: string, event: unknown): Promise<Told> {
  const ended = await gate.handler(event, gate.context).then(
    () => ({ end: 'returned', message: '' }),
    (error: { readonly code?: unknown; readonly message: string }) => ({
      end: String(error.code),
      message: error.message,
    }),
  );
  return { ...ended, state: gate.aws.jobs.get(jobId)?.state };
}

/** How CodePipeline took each answer to a job. */
export function answersTo({ aws }: TestGate, jobId: string): readonly string[] {
  return aws.journal
    .list()
    .filter(({ service, resources }) => service === 'codepipeline' && resources.includes(jobId))
    .map(({ error, fault }) => error ?? fault ?? 'accepted');
}
