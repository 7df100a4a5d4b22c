import type { TestCallRecord } from '../model/test-call.ts';
import type { JsonObject, TwilioReply } from '../model/twilio-api.ts';
import type { Ask } from './session.ts';
import { eventsQuestion, listQuestions, type TestCaller } from './test-call-questions.ts';

/** This machine's clock may be so far ahead of Twilio's. */
const SKEW_MS = 10_000;
/** Other calls between the same two numbers, whose events are read. */
const MOST_CANDIDATES = 5;

/**
 * The SID of a call or message that was placed though its answer was lost; undefined where Twilio lists none
 * with its nonce, which proves nothing: lists are late.
 */
export async function findPlaced(
  record: TestCallRecord,
  caller: TestCaller,
  ask: Ask,
): Promise<string | undefined> {
  const replies: TwilioReply[] = [];
  for (const question of listQuestions(record, caller)) replies.push(await ask(question));
  const listed = replies.flatMap((reply) => rowsOf(reply, record));
  if (record.kind === 'message') {
    return listed.find(({ body }) => String(body).includes(record.nonce))?.sid;
  }
  const sids = new Set(listed.filter((row) => isCandidate(row, record)).map(({ sid }) => sid));
  for (const sid of [...sids].slice(0, MOST_CANDIDATES)) {
    const events = await ask(eventsQuestion(sid, caller));
    if (events.kind === 'resource' && JSON.stringify(events.body).includes(record.nonce)) {
      return sid;
    }
  }
  return undefined;
}

type Row = JsonObject & { readonly sid: string };

function rowsOf(reply: TwilioReply, { kind }: TestCallRecord): readonly Row[] {
  const rows = reply.kind === 'resource' ? reply.body[kind === 'voice' ? 'calls' : 'messages'] : [];
  return Array.isArray(rows) ? rows.filter(isRow) : [];
}

function isRow(value: unknown): value is Row {
  const sid = typeof value === 'object' && value !== null && 'sid' in value ? value.sid : undefined;
  return isPlacedSid(sid);
}

/** The SID of a call or of a message. */
export function isPlacedSid(value: unknown): value is string {
  return typeof value === 'string' && /^(?:CA|SM|MM)[0-9a-f]{32}$/.test(value);
}

function isCandidate(row: Row, { intendedAt }: TestCallRecord): boolean {
  const createdMs = Date.parse(String(row['date_created']));
  return row['direction'] === 'outbound-api' && createdMs >= Date.parse(intendedAt) - SKEW_MS;
}
