import { randomSid } from './sid.ts';

/** How a call ends; `alive` never does by itself, and `voicemail` is Twilio's `completed`. */
export const CALL_OUTCOMES = [
  'completed',
  'voicemail',
  'busy',
  'no-answer',
  'failed',
  'canceled',
  'alive',
] as const;

/** How a message ends; one that stays `queued` or `sent` has no end. */
export const MESSAGE_OUTCOMES = [
  'delivered',
  'read',
  'undelivered',
  'failed',
  'canceled',
  'sent',
  'queued',
] as const;

/** What becomes of calls and messages that are placed from now on. */
export interface Telephony {
  readonly call: (typeof CALL_OUTCOMES)[number];
  readonly message: (typeof MESSAGE_OUTCOMES)[number];
  /** Why they fail, by Twilio's error code; null: not said. */
  readonly errorCode: number | null;
  /** Twilio's answer to the caller that places one; absent: it is placed. */
  readonly refusal?:
    | { readonly status: number; readonly code: number; readonly message: string }
    | undefined;
  /** Between two states. */
  readonly stepMs: number;
  /** Before a new one is in a list; it is found by its SID at once. */
  readonly listLagMs: number;
  /** Before a completed call has a price. */
  readonly priceLagMs: number;
}

export const DEFAULT_TELEPHONY: Telephony = {
  call: 'completed',
  message: 'delivered',
  errorCode: null,
  stepMs: 1_000,
  listLagMs: 0,
  priceLagMs: 0,
};

/** A call or a message, and what becomes of it. */
export interface Placed {
  readonly sid: string;
  readonly kind: 'call' | 'message';
  readonly accountSid: string;
  readonly to: string;
  /** Null until a messaging service has chosen it. */
  readonly from: string | null;
  readonly messagingServiceSid: string | null;
  /** The TwiML of a call, the text of a message. */
  readonly text: string;
  readonly createdAtMs: number;
  readonly telephony: Telephony;
  /** When a client ended the call. */
  readonly endedAtMs?: number | undefined;
}

/** Makes one of either kind, with a SID of its own. */
export function placedNow(parts: Omit<Placed, 'sid'>): Placed {
  return { sid: randomSid(parts.kind === 'call' ? 'CA' : 'SM'), ...parts };
}

/** The states it goes through, in order; the last is where it stays. */
function statesOf({ kind, messagingServiceSid, telephony }: Placed): readonly string[] {
  if (kind === 'message') {
    const first = messagingServiceSid === null ? 'queued' : 'accepted';
    return MESSAGE_STATES[telephony.message].map((state) => (state === 'queued' ? first : state));
  }
  return CALL_STATES[telephony.call];
}

const CALL_STATES: Readonly<Record<Telephony['call'], readonly string[]>> = {
  completed: ['queued', 'ringing', 'in-progress', 'completed'],
  voicemail: ['queued', 'ringing', 'in-progress', 'completed'],
  busy: ['queued', 'ringing', 'busy'],
  'no-answer': ['queued', 'ringing', 'no-answer'],
  failed: ['queued', 'failed'],
  canceled: ['queued', 'canceled'],
  alive: ['queued', 'ringing', 'in-progress'],
};

const MESSAGE_STATES: Readonly<Record<Telephony['message'], readonly string[]>> = {
  delivered: ['queued', 'sending', 'sent', 'delivered'],
  undelivered: ['queued', 'sending', 'sent', 'undelivered'],
  read: ['queued', 'sending', 'sent', 'read'],
  failed: ['queued', 'failed'],
  canceled: ['queued', 'canceled'],
  sent: ['queued', 'sending', 'sent'],
  queued: ['queued'],
};

/** States of a call that nothing follows. */
const ENDED: readonly string[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/** Its state at a time, by Twilio's names. */
export function statusAt(placed: Placed, nowMs: number): string {
  if (placed.endedAtMs !== undefined) return 'completed';
  const states = statesOf(placed);
  const { stepMs } = placed.telephony;
  const step = stepMs === 0 ? states.length : Math.floor((nowMs - placed.createdAtMs) / stepMs);
  return states[Math.min(step, states.length - 1)] ?? 'queued';
}

/** Whether a client can still end the call. */
export function isAlive(placed: Placed, nowMs: number): boolean {
  return placed.kind === 'call' && !ENDED.includes(statusAt(placed, nowMs));
}

/** Whether Twilio has not begun with it: lists by the time of its start leave it out. */
export function isWaiting(placed: Placed, nowMs: number): boolean {
  return ['queued', 'accepted'].includes(statusAt(placed, nowMs));
}
