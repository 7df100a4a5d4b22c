import type { DeclaredTestCall } from '../../../functions/domain/model/expectation.ts';
import type { Clock } from '../../../functions/domain/model/ports.ts';
import type { JobState } from '../../../local/aws/jobs/job-store.ts';
import { addMessagingService, addPhoneNumber } from '../../../local/twilio/world/resources.ts';
import { DEFAULT_TELEPHONY, type Telephony } from '../../../local/twilio/world/telephony.ts';
import type { FastClock } from './fast-clock.ts';
import type { GateOptions, GateWorld } from './gate-world.ts';
import { type KeepingGate, openKeepingGate } from './history-world.ts';
import { jobEvent } from './job-event.ts';

export const FROM = '+15551230000';
export const TO = '+15551239999';
export const SERVICE = `MG${'a'.repeat(32)}`;
export const VOICE: DeclaredTestCall = {
  kind: 'voice',
  from: FROM,
  to: TO,
  acknowledgeCharges: true,
  maxPerDay: 10,
};
export const MESSAGE: DeclaredTestCall = { ...VOICE, kind: 'message' };
const EXECUTION = '7b7b7b7b-1111-4222-8333-444444444444';

/** A gate whose production declares a test call, and owns the number that it is from. */
export interface CallingGate extends KeepingGate {
  /** One delivery of a new job, or of this one. */
  deliver(delivery?: Delivery): Promise<Delivered>;
  /** Delivers until the answer is final, with half a minute between, as CodePipeline does. */
  deliverToTheEnd(delivery?: Delivery): Promise<JobState>;
  /** What Twilio was asked to place. */
  posts(): readonly string[];
}

export interface CallingOptions extends GateOptions {
  /** What becomes of calls and messages; those that are good, at once, unless given. */
  readonly telephony?: Partial<Telephony> | undefined;
}

interface Delivery {
  readonly token?: string | undefined;
  readonly jobId?: string | undefined;
  /** Absent: the parameters name no execution. */
  readonly executionId?: string | undefined;
}

interface Delivered {
  readonly jobId: string;
  readonly state: JobState;
  readonly token: string | undefined;
}

export async function openCallingGate(
  world: GateWorld,
  testCall: DeclaredTestCall,
  { telephony, ...options }: CallingOptions = {},
): Promise<CallingGate> {
  const clock = pausingClock(() => gate.clock);
  const gate: KeepingGate = await openKeepingGate(world, {
    speed: 1,
    ...options,
    base: { clock, ...options.base },
    ports: { clock },
    production: { testCall, ...options.production },
  });
  // The calls of a day are counted: no test goes beyond midnight, whenever it runs.
  gate.clock.skip(msUntilNoon(gate.clock.now()));
  const { world: twilio } = gate.twilio;
  const accountSid = gate.accounts.production.sid;
  twilio.now = () => gate.clock.now().getTime();
  twilio.telephony = { ...DEFAULT_TELEPHONY, stepMs: 0, ...telephony };
  addPhoneNumber(twilio, { accountSid, phoneNumber: FROM });
  addMessagingService(twilio, { accountSid, sid: SERVICE });
  const deliver: CallingGate['deliver'] = async ({ token, jobId, executionId } = {}) => {
    const id = jobId ?? world.aws.jobs.create().id;
    const parameters = JSON.stringify({ environment: 'production', executionId });
    await gate.handler(jobEvent(id, parameters, token), gate.context);
    const state = world.aws.jobs.get(id)?.state ?? { status: 'open' };
    const next = state.status === 'succeeded' ? state.continuationToken : undefined;
    return { jobId: id, state, token: next };
  };
  return {
    ...gate,
    deliver,
    deliverToTheEnd: async (delivery = { executionId: EXECUTION }) => {
      let { state, token } = await deliver(delivery);
      while (token !== undefined) {
        gate.clock.skip(30_000);
        ({ state, token } = await deliver({ ...delivery, jobId: undefined, token }));
      }
      return state;
    },
    posts: () =>
      gate.twilio.journal
        .entries()
        .filter(({ method, path }) => method === 'POST' && /(?:Calls|Messages)\.json$/.test(path))
        .map(({ path }) => path.replace(/^.*\//, '')),
  };
}

/** What a job says at its end: `succeeded: …` or the type of its failure, and the text. */
export function said(state: JobState): string {
  if (state.status === 'failed') return `${state.type}: ${state.message}`;
  return state.status === 'succeeded' ? `succeeded: ${state.summary}` : state.status;
}

/** Until the next noon in UTC. */
function msUntilNoon(now: Date): number {
  const dayMs = 86_400_000;
  const sinceNoonMs = (now.getTime() - dayMs / 2) % dayMs;
  return dayMs - sinceNoonMs;
}

/** The pause between two looks at a call; see `POLL_MS`. */
const PAUSE_MS = 2_000;

/** Pauses pass at once and limits at the machine's pace, so that a slow one reaches none. */
function pausingClock(clock: () => FastClock): Clock {
  return {
    now: () => clock().now(),
    monotonicMs: () => clock().monotonicMs(),
    sleep: async (durationMs, signal) => {
      if (durationMs === PAUSE_MS) clock().skip(durationMs);
      else await clock().sleep(durationMs, signal);
    },
  };
}
