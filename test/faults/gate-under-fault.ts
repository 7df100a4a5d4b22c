import { expect } from 'vitest';
import type { Report } from '../../functions/domain/model/report.ts';
import type { JobState } from '../../local/aws/jobs/job-store.ts';
import type { GateOptions, GateWorld, TestGate } from '../functions/handlers/gate-world.ts';
import { jobEvent } from '../functions/handlers/job-event.ts';

/** What a gate did for one job while something was broken. */
export interface Outcome {
  readonly gate: TestGate;
  readonly state: JobState;
  /** Everything it said: the job's answer, mails, texts, log lines. */
  readonly said: string;
  readonly verdict: Report['verdict'] | undefined;
  readonly cause: string;
  /** In the function's time. */
  readonly tookMs: number;
}

const REMAINING_MS = 45_000;

/**
 * The function's time passes slowly while things can still go well, and fast once there is nothing
 * left but asking CodePipeline again.
 */
const LIMITS: GateOptions = { speed: 5, remainingMs: REMAINING_MS };

/** Faults after which an answer never comes, or too late for anyone. */
const UNANSWERED = ['hang', 'delay', 'slow-body'];

/** A wait of a second where no answer comes; elsewhere no limit that a slow machine could reach. */
export function limitsFor(
  system: keyof NonNullable<GateOptions['timeoutsMs']>,
  { kind }: { readonly kind: string },
): GateOptions {
  return { timeoutsMs: { [system]: UNANSWERED.includes(kind) ? 1_000 : 20_000 } };
}

/** Opens a gate, breaks something, delivers a job for production. */
export async function runUnderFault(
  world: GateWorld,
  options: GateOptions,
  arrange: (gate: TestGate, jobId: string) => void,
): Promise<Outcome> {
  const gate = await world.openGate({ ...LIMITS, ...options });
  const { id } = world.aws.jobs.create();
  arrange(gate, id);
  const startedMs = gate.clock.monotonicMs();
  await gate.handler(jobEvent(id, 'production'), gate.context);
  const tookMs = gate.clock.monotonicMs() - startedMs;
  const state = world.aws.jobs.get(id)?.state ?? { status: 'open' };
  const verified = gate.logLines.find(({ message }) => message === 'verified')?.fields;
  return {
    gate,
    state,
    said: JSON.stringify([state, gate.mails(), gate.texts(), gate.logLines]),
    verdict: verified?.['verdict'] as Report['verdict'] | undefined,
    cause: String(verified?.['cause']),
    tookMs,
  };
}

/** What holds under every fault for a credential that Twilio would accept. */
export function expectNoAccusation({ said, verdict, cause, gate, tookMs }: Outcome): void {
  expect(said).not.toMatch(/credential\.rejected|rejects|rejected/i);
  // A missing permission is no fault of the credential: it says that the secret could not be read.
  expect(cause).not.toMatch(/^credential\.(?!insufficient-permission$)/);
  expect(verdict).not.toBe('fail');
  // A little more than the limit: the last attempt may begin just before it.
  expect(tookMs).toBeLessThan(REMAINING_MS + 10_000);
  expect(gate.clock.sleeping()).toBe(0);
}

/** The gate is shut, for want of an answer and not for the credential. */
export function expectShutAsUnavailable(outcome: Outcome): void {
  expectNoAccusation(outcome);
  expect(outcome.verdict).toBe('inconclusive');
  expect(outcome.state).toMatchObject({ status: 'failed', type: 'SystemUnavailable' });
  expect(outcome.gate.mails()).toHaveLength(1);
}
