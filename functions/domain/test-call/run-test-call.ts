import { runChecks } from '../checks/run-checks.ts';
import type { Facts } from '../facts/facts.ts';
import { isExpectedState } from '../facts/test-call-meaning.ts';
import type { DeclaredTestCall } from '../model/expectation.ts';
import type {
  NotPlaced,
  TestCallEvidence,
  TestCallKey,
  TestCallRecord,
  TestCallRecords,
} from '../model/test-call.ts';
import { type TwilioQuestion, type TwilioReply, withoutToken } from '../model/twilio-api.ts';
import { verdictOf } from '../model/verdict.ts';
import { askerFor } from '../questions/further/try-credential.ts';
import type { Asker } from '../questions/twilio-questions.ts';
import type { TestCallRun, VerificationPorts } from '../verification/verification.ts';
import { isPlacedSid } from './find-placed.ts';
import { followOnce } from './follow-call.ts';
import { advance, isTableFault, type Session } from './session.ts';
import { placingQuestion } from './test-call-questions.ts';

/** For what a run may place a test call, and how long it looks at it. */
export interface TestCallOrder {
  /** Absent: the gate was deployed without a table, and places none. */
  readonly records: TestCallRecords | undefined;
  readonly execution: string;
  /** Id of the first delivery of a job: its later ones, and those that continue it, have the same. */
  readonly attempt: string;
  /** Its state is asked for every 2 s, for so long. */
  readonly followForMs: number;
}

const POLL_MS = 2_000;
const NONCE_LENGTH = 12;

/**
 * Places the declared test call, or judges the one that was placed for this execution; once, whatever happens:
 * an intent is written before the request, on condition that there is none, and the request is never repeated.
 */
export async function runTestCall(
  order: TestCallOrder,
  ...[facts, ports, signal]: Parameters<TestCallRun>
): Promise<TestCallEvidence> {
  const { expectation } = facts.evidence;
  const { testCall: declared, name: environment } = expectation;
  const { records, execution } = order;
  if (declared === undefined || records === undefined) return notPlaced('no-table');
  const replies: TwilioReply[] = [];
  const session = await sessionOf(facts, { records, ports, signal, replies });
  if (typeof session === 'string') return notPlaced(session, replies);
  try {
    const key = { environment, execution };
    const record = await placedOrEarlier({ key, order, declared, facts }, session);
    if (typeof record === 'string') return notPlaced(record, replies);
    const last = await follow(record, { order, declared }, session);
    return last.end === undefined
      ? { outcome: 'under-way', sid: last.sid, replies }
      : { outcome: 'ended', sid: last.sid, end: last.end, replies };
  } catch (error) {
    if (!isTableFault(error)) throw error;
    return notPlaced('table-unavailable', replies);
  }
}

function notPlaced(why: NotPlaced, replies: readonly TwilioReply[] = []): TestCallEvidence {
  return { outcome: 'not-placed', why, replies };
}

interface Parts {
  readonly records: TestCallRecords;
  readonly ports: VerificationPorts;
  readonly signal: AbortSignal;
  readonly replies: TwilioReply[];
}

/** Asks as the environment's credential does; an OAuth client's access token is renewed while a call is followed. */
async function sessionOf(
  { evidence: { parse, expectation } }: Facts,
  { records, ports, signal, replies }: Parts,
): Promise<Session | NotPlaced> {
  if (parse?.outcome !== 'parsed') return 'other-checks';
  const { account, twilioRegion: region } = expectation;
  const { credential } = parse;
  const send = async (question: TwilioQuestion): Promise<TwilioReply> => {
    const reply = await ports.twilio.ask(question, { signal });
    // A token that the run has already is no request.
    const isKept = reply.kind === 'resource' && reply.attempts === 0;
    if (!isKept) replies.push(withoutToken(reply));
    return reply;
  };
  const current = () => askerFor({ credential, region, ask: send });
  const first = await current();
  if ('kind' in first) return 'no-token';
  const caller = { accountSid: account.sid, ...first };
  let asker: Asker = first;
  const isClient = credential.kind === 'oauth-client';
  return {
    records,
    ports,
    signal,
    caller,
    ask: async (question) => {
      const next = isClient ? await current() : caller;
      if (!('kind' in next)) asker = next;
      return await send({ ...question, credential: asker.credential });
    },
  };
}

interface Wanted {
  readonly key: TestCallKey;
  readonly order: TestCallOrder;
  readonly declared: DeclaredTestCall;
  readonly facts: Facts;
}

async function placedOrEarlier(
  wanted: Wanted,
  session: Session,
): Promise<TestCallRecord | NotPlaced> {
  const { key, declared, facts } = wanted;
  const { records, signal } = session;
  const earlier = await records.read(key, { signal });
  if (earlier !== undefined && !mayPlaceAnother(earlier, wanted)) return earlier;
  const why = whyNot(facts);
  if (why !== undefined) return why;
  if (signal.aborted) return 'out-of-time';
  const intent = intentAfter(earlier, wanted, session.ports);
  if ((await records.put(intent, { signal })) === 'conflict') {
    // Of all deliveries that come here at once, one places it.
    return (await records.read(key, { signal })) ?? 'table-unavailable';
  }
  const day = intent.intendedAt.slice(0, 10);
  const counted = { environment: key.environment, day, limit: declared.maxPerDay };
  if (!(await records.count(counted, { signal }))) {
    return await advance(intent, { end: { kind: 'not-counted' } }, session);
  }
  return await place(intent, session);
}

/**
 * A retry of the stage, which is another job, may place another where it is known that the one before did not
 * do what it should; never after an outcome that is unknown.
 */
function mayPlaceAnother(
  { attempts, end }: TestCallRecord,
  { order, declared }: Pick<Wanted, 'order' | 'declared'>,
): boolean {
  if (end === undefined || attempts.includes(order.attempt)) return false;
  switch (end.kind) {
    case 'status':
      return end.status !== 'sent' && !isExpectedState(declared, end.status);
    case 'refused':
    case 'not-counted':
      return true;
    case 'overdue':
    case 'unknown':
      return false;
  }
}

function whyNot(facts: Facts): NotPlaced | undefined {
  const verdict = verdictOf(runChecks(facts));
  if (verdict === 'fail' || verdict === 'inconclusive') return 'other-checks';
  const { account, evidence } = facts;
  const isTrial = account.known && account.account.type === 'Trial';
  return isTrial || evidence.expectation.account.type === 'Trial' ? 'trial' : undefined;
}

function intentAfter(
  earlier: TestCallRecord | undefined,
  { key, order, declared }: Wanted,
  { clock, randomness }: Session['ports'],
): TestCallRecord {
  const { kind, from, messagingService, to } = declared;
  return {
    ...key,
    ...{ kind, from, messagingService, to },
    revision: (earlier?.revision ?? 0) + 1,
    attempts: [...(earlier?.attempts ?? []), order.attempt],
    nonce: randomness.uuid().replaceAll('-', '').slice(0, NONCE_LENGTH),
    intendedAt: clock.now().toISOString(),
  };
}

/** Only Twilio's own 4xx but 408 says that nothing was placed; after any other answer the call is looked for. */
async function place(intent: TestCallRecord, session: Session): Promise<TestCallRecord> {
  const reply = await session.ask(placingQuestion(intent, session.caller));
  if (reply.kind === 'resource' && isPlacedSid(reply.body['sid'])) {
    return await advance(intent, { sid: reply.body['sid'] }, session);
  }
  const isDefinite = reply.kind === 'refusal' && reply.status < 500 && reply.status !== 408;
  if (!isDefinite) return intent;
  const { status, code, message } = reply;
  return await advance(intent, { end: { kind: 'refused', status, code, message } }, session);
}

async function follow(
  first: TestCallRecord,
  { order, declared }: Pick<Wanted, 'order' | 'declared'>,
  session: Session,
): Promise<TestCallRecord> {
  const { signal, ports } = session;
  const { clock } = ports;
  const untilMs = clock.monotonicMs() + order.followForMs;
  let record = await followOnce(first, declared, session);
  while (record.end === undefined && !signal.aborted && clock.monotonicMs() + POLL_MS <= untilMs) {
    await clock.sleep(POLL_MS, signal);
    record = await followOnce(record, declared, session);
  }
  return record;
}
