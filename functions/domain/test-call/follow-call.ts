import { objectsOf } from '../facts/answer-bodies.ts';
import { FINAL_STATES, isExpectedState } from '../facts/test-call-meaning.ts';
import type { DeclaredTestCall } from '../model/expectation.ts';
import type { TestCallEnd, TestCallRecord } from '../model/test-call.ts';
import type { JsonObject, TwilioReply } from '../model/twilio-api.ts';
import { findPlaced } from './find-placed.ts';
import { advance, type Session } from './session.ts';
import {
  hangUpQuestion,
  MESSAGE_SECONDS,
  notificationsQuestion,
  priceQuestion,
  stateQuestion,
  VOICE_SECONDS,
} from './test-call-questions.ts';

/** Twilio's lists are late by minutes at times; longer than that no pipeline is held. */
const SEARCH_MS = 90_000;
const SLACK_MS = 15_000;

/** A call waits in Twilio's queue for up to a day; no release waits so long for it. */
const LONGEST_QUEUE_MS = 5 * 60_000;

/** How long hanging up is tried. */
const HANG_UP_MS = 60_000;

/** Looks at it once: finds it where its answer was lost, else asks for its state; ends it at its deadline. */
export async function followOnce(
  record: TestCallRecord,
  declared: DeclaredTestCall,
  session: Session,
): Promise<TestCallRecord> {
  if (record.end !== undefined) return record;
  const { sid } = record;
  if (sid === undefined) return await search(record, session);
  const end = await endOf({ ...record, sid }, declared, session);
  return end === undefined ? record : await advance(record, { end }, session);
}

async function search(record: TestCallRecord, session: Session): Promise<TestCallRecord> {
  const { caller, ask, signal } = session;
  const sid = await findPlaced(record, caller, ask);
  if (sid !== undefined) return await advance(record, { sid }, session);
  const isOver = ageMs(record, session) >= SEARCH_MS && !signal.aborted;
  return isOver ? await advance(record, { end: { kind: 'unknown' } }, session) : record;
}

type Placed = TestCallRecord & { readonly sid: string };

async function endOf(
  record: Placed,
  declared: DeclaredTestCall,
  session: Session,
): Promise<TestCallEnd | undefined> {
  const { caller, ask, signal } = session;
  const { kind, sid } = record;
  const reply = await ask(stateQuestion(kind, sid, caller));
  const end = await finalState(reply, record, { declared, session });
  if (end !== undefined || signal.aborted) return end;
  const body = bodyOf(reply);
  if (ageMs(record, session) < patienceMs(kind, body)) return undefined;
  const status = stateWord(body['status']) ?? 'in an unknown state';
  if (kind === 'voice') return await endCall({ record, status, body }, declared, session);
  return status === 'sent' ? { kind: 'status', status } : { kind: 'overdue', status };
}

interface Overdue {
  readonly record: Placed;
  readonly status: string;
  readonly body: JsonObject;
}

async function endCall(
  { record, status, body }: Overdue,
  declared: DeclaredTestCall,
  session: Session,
): Promise<TestCallEnd | undefined> {
  const { kind, sid } = record;
  switch (await hangUp(sid, session)) {
    case 'done':
      return { kind: 'overdue', status };
    case 'has-ended': {
      const again = await session.ask(stateQuestion(kind, sid, session.caller));
      const end = await finalState(again, record, { declared, session });
      return end ?? { kind: 'overdue', status };
    }
    case 'unconfirmed': {
      // It may be alive still: tried again for as long, and then said.
      const isGivenUp = ageMs(record, session) >= patienceMs(kind, body) + HANG_UP_MS;
      return isGivenUp ? { kind: 'overdue', status, isAlive: true } : undefined;
    }
  }
}

async function hangUp(
  sid: string,
  { caller, ask }: Session,
): Promise<'done' | 'has-ended' | 'unconfirmed'> {
  const reply = await ask(hangUpQuestion(sid, caller));
  if (reply.kind === 'resource') return 'done';
  // 21220: it has ended by itself meanwhile.
  return reply.kind === 'refusal' && reply.code === 21220 ? 'has-ended' : 'unconfirmed';
}

/** From the intent on; what it waited in Twilio's queue is not its fault. */
function patienceMs(kind: DeclaredTestCall['kind'], body: JsonObject): number {
  if (kind === 'message') return MESSAGE_SECONDS * 1_000;
  const { ring, ringBuffer, talk } = VOICE_SECONDS;
  const queuedMs = Number(text(body['queue_time']) ?? 0) || 0;
  return Math.min(queuedMs, LONGEST_QUEUE_MS) + (ring + ringBuffer + talk) * 1_000 + SLACK_MS;
}

async function finalState(
  reply: TwilioReply,
  record: Placed,
  { declared, session }: { readonly declared: DeclaredTestCall; readonly session: Session },
): Promise<TestCallEnd | undefined> {
  const { kind, sid } = record;
  const body = bodyOf(reply);
  const status = text(body['status']);
  if (status === undefined || body['sid'] !== sid) return undefined;
  if (!FINAL_STATES[kind].includes(status) && !isExpectedState(declared, status)) return undefined;
  const errorCode =
    kind === 'voice' && status === 'failed'
      ? await notifiedCode(sid, session)
      : Number(body['error_code']) || undefined;
  const cost = amountOf(body);
  const isBilled = cost === undefined && status === 'completed';
  const perMinute = isBilled ? await minutePrice(record, session) : undefined;
  return { kind: 'status', status, errorCode, cost, perMinute };
}

/** A call has no error code of its own; its notifications have. */
async function notifiedCode(sid: string, { caller, ask }: Session): Promise<number | undefined> {
  const { notifications } = bodyOf(await ask(notificationsQuestion(sid, caller)));
  const rows: readonly JsonObject[] = Array.isArray(notifications) ? notifications : [];
  // `log`: 0 for an error, 1 for a warning.
  const [error] = rows.filter(({ log }) => log === '0');
  return Number(error?.['error_code']) || undefined;
}

/** The highest of Twilio's prices for this call, in the one Region where it tells them; nothing rests on it. */
async function minutePrice(
  record: TestCallRecord,
  { caller, ask }: Session,
): Promise<string | undefined> {
  if (caller.region !== 'us1') return undefined;
  const body = bodyOf(await ask(priceQuestion(record, caller)));
  const prices = objectsOf(body['outbound_call_prices']) ?? [];
  const highest = Math.max(...prices.map(({ current_price: price }) => Number(price)));
  const unit = text(body['price_unit'])?.toUpperCase();
  return highest > 0 ? amountOf({ price: String(highest), price_unit: unit }) : undefined;
}

/** Twilio writes what it charges as a negative number, and often later. */
function amountOf({ price, price_unit: unit }: JsonObject): string | undefined {
  const isPrice = /^-?\d{1,6}(?:\.\d{1,8})?$/.test(text(price) ?? '');
  const isUnit = /^[A-Z]{3}$/.test(text(unit) ?? '');
  return isPrice && isUnit ? `${Math.abs(Number(price))} ${unit}` : undefined;
}

/** A state in Twilio's form; anything else is not quoted. */
function stateWord(value: unknown): string | undefined {
  const word = text(value) ?? '';
  return /^[a-z]{2,12}(?:[-_][a-z]{2,12})?$/.test(word) ? word : undefined;
}

function ageMs({ intendedAt }: TestCallRecord, { ports }: Session): number {
  return ports.clock.now().getTime() - Date.parse(intendedAt);
}

function bodyOf(reply: TwilioReply): JsonObject {
  return reply.kind === 'resource' ? reply.body : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
