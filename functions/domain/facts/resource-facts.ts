import { sameSid } from '../credential/same-sid.ts';
import { describeSid } from '../credential/sid.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Capability } from '../model/expectation.ts';
import type { FollowUpRecord } from '../model/follow-up.ts';
import type { JsonObject, TwilioReply } from '../model/twilio-api.ts';
import { isObject, isSid, wordOf } from './answer-bodies.ts';
import { answerMeaning, saysNotFound } from './answers.ts';
import type { CredentialProof } from './credential-proof.ts';
import { describeUnproven } from './describe-reply.ts';
import { declaredNumbers, type NumberList, numberList, shownNumbers } from './number-list.ts';
import {
  declaredSids,
  isKindServed,
  OTHER_SENDERS,
  type SidKind,
  sendersOf,
  sendersSubject,
} from './resource-lookups.ts';

/**
 * What is known of one declared resource.
 *
 * - `present`: in the declared account, by the body of Twilio's answer.
 * - `elsewhere`: the body names another account, as a parent's credential is shown the parent's.
 * - `absent`: Twilio does not find it here.
 * - `no-permission`, `refused`: the credential may not read it; Twilio refuses the request.
 * - `not-in-region`: Twilio does not have this kind of resource in the Region, so it was not asked.
 * - `unknown`: no usable answer, or none at all.
 */
export interface ResourceFact {
  /** The SID, or the number in E.164. */
  readonly name: string;
  readonly state: ResourceState;
  /** The reply that shows it. */
  readonly by?: TwilioReply | undefined;
  /** The account in the body, where that is another one. */
  readonly owner?: string | undefined;
  /** Why it cannot do what is declared, though it is there. */
  readonly unable?: string | undefined;
  /** What is worth saying of one that passes. */
  readonly notes: readonly string[];
}

export type ResourceState =
  | 'present'
  | 'elsewhere'
  | 'absent'
  | 'no-permission'
  | 'refused'
  | 'not-in-region'
  | 'unknown';

/** What is known of every declared resource, by kind; a kind of which none is declared has none. */
export type ResourceFacts = Readonly<Record<SidKind | 'phoneNumbers', readonly ResourceFact[]>>;

/** Reads the answers about declared resources. */
export function resourceFacts(evidence: Evidence): ResourceFacts {
  return {
    phoneNumbers: phoneNumberFacts(evidence),
    messagingServices: sidFacts(evidence, 'messagingServices').map((fact) =>
      fact.state === 'present' ? withSenders(fact, evidence) : fact,
    ),
    applications: sidFacts(evidence, 'applications'),
    verifyServices: sidFacts(evidence, 'verifyServices'),
  };
}

function sidFacts({ expectation, probes }: Evidence, kind: SidKind): readonly ResourceFact[] {
  const isServed = isKindServed(expectation, kind);
  return declaredSids(expectation, kind).map((sid) => {
    if (!isServed) return { name: sid, state: 'not-in-region', notes: [] };
    const by = probes.resource?.[sid];
    const state = stateOf(by);
    if (by?.kind !== 'resource' || state !== 'present') return { name: sid, state, by, notes: [] };
    const { sid: shown, account_sid: owner } = by.body;
    if (shown !== sid || !isSid(owner)) return { name: sid, state: 'unknown', by, notes: [] };
    return sameSid(owner, expectation.account.sid)
      ? { name: sid, state, by, notes: [] }
      : { name: sid, state: 'elsewhere', by, owner, notes: [] };
  });
}

/** What a reply says by itself; a body is still to be looked at. */
function stateOf(reply: TwilioReply | undefined): ResourceState {
  if (reply === undefined) return 'unknown';
  switch (answerMeaning(reply)) {
    case 'resource':
      return 'present';
    case 'not-found':
      return saysNotFound(reply) ? 'absent' : 'unknown';
    case 'no-permission':
      return 'no-permission';
    case 'rejected':
    case 'inactive':
    case 'test-credentials':
      return 'refused';
    default:
      return 'unknown';
  }
}

/** A service without a sender sends nothing (21704), though it exists. */
function withSenders(fact: ResourceFact, { expectation, probes }: Evidence): ResourceFact {
  const from = { accountSid: expectation.account.sid, probes };
  const lists = (['PhoneNumbers', ...OTHER_SENDERS] as const).map((list) => ({
    reply: probes.resource?.[sendersSubject(fact.name, list)],
    senders: sendersOf(from, fact.name, list),
  }));
  const all = lists.flatMap(({ senders }) => senders ?? []);
  if (all.length > 0) {
    const numbers = new Set(shownNumbers(all).map(({ number }) => number));
    const among = declaredNumbers(expectation)
      .map(({ number }) => number)
      .filter((number) => numbers.has(number));
    return { ...fact, notes: among.length === 0 ? [] : [`sends from ${among.join(', ')}`] };
  }
  const unread = lists.find(({ senders }) => senders === undefined);
  if (unread === undefined) return { ...fact, unable: 'it has no sender' };
  return { ...fact, ...unlisted(unread.reply) };
}

/** What a reply that should have been a list says: a list that is not found is no resource that is not. */
function unlisted(by: TwilioReply | undefined): Pick<ResourceFact, 'state' | 'by'> {
  const state = stateOf(by);
  return { state: state === 'present' || state === 'absent' ? 'unknown' : state, by };
}

function phoneNumberFacts({ expectation, probes }: Evidence): readonly ResourceFact[] {
  const declared = declaredNumbers(expectation);
  const list = declared.length === 0 ? undefined : numberList(expectation, probes);
  return declared.map(({ number, capabilities }) => {
    const entry = list?.entries.find((one) => one['phone_number'] === number);
    if (entry === undefined) return missingNumber(number, list);
    const by = probes['phone-numbers'];
    const { missing, unshown } = lacking(entry, capabilities);
    if (missing.length > 0) {
      const unable = `it has no ${missing.join(', no ')}`;
      return { name: number, state: 'present', by, unable, notes: [] };
    }
    const state = unshown.length > 0 ? 'unknown' : 'present';
    return { name: number, state, by, notes: notesOf(entry) };
  });
}

/** Absent only where the whole list was read. */
function missingNumber(name: string, list: NumberList | undefined): ResourceFact {
  if (list === undefined) return { name, state: 'unknown', notes: [] };
  if (list.open === undefined) return { name, state: 'absent', notes: [] };
  return { name, ...unlisted('reply' in list.open ? list.open.reply : undefined), notes: [] };
}

/** Only Twilio's `false` is a no; a capability that is not shown is not known. */
function lacking(
  { capabilities: shown }: JsonObject,
  declared: readonly Capability[],
): Readonly<Record<'missing' | 'unshown', readonly Capability[]>> {
  const able = isObject(shown) ? shown : {};
  return {
    missing: declared.filter((one) => able[one] === false),
    unshown: declared.filter((one) => able[one] !== false && able[one] !== true),
  };
}

/** States that say nothing against the number and that a person may want to know. */
function notesOf(entry: JsonObject): readonly string[] {
  const { emergency_status, emergency_address_status, bundle_sid, status } = entry;
  const address = wordOf(emergency_address_status) ?? 'not said';
  const hasBundle = typeof bundle_sid === 'string' && describeSid(bundle_sid) !== undefined;
  const isOddStatus = status !== 'in-use' && wordOf(status) !== undefined;
  return [
    emergency_status === 'Active' ? [`emergency calling is active, its address ${address}`] : [],
    hasBundle ? [`regulatory bundle ${bundle_sid}`] : [],
    isOddStatus ? [`its status is ${wordOf(status)}`] : [],
  ].flat();
}

/** What is wrong with one resource, or not known of it, in a clause. */
export function describedFact({ state, by, owner, unable }: ResourceFact): string {
  switch (state) {
    case 'present':
      return unable ?? 'it is in this account';
    case 'absent':
      return "not in this account: deleted, another account's, or another Region's";
    case 'elsewhere':
      return `it is in account ${owner}`;
    case 'not-in-region':
      return "not checked, since Twilio does not have them in the environment's Region";
    case 'no-permission':
    case 'refused':
    case 'unknown':
      return by === undefined ? 'Twilio was not asked in time' : describeUnproven(by);
  }
}

/** Every declared resource, in the order of the configuration's kinds. */
export function allResourceFacts(resources: ResourceFacts): readonly ResourceFact[] {
  return Object.values(resources).flat();
}

/** Whether Twilio's word about a resource counts: only a credential of the declared account is answered for it. */
export function answersForAccount({ outcome }: CredentialProof): boolean {
  return outcome === 'proven' || outcome === 'request-refused';
}

/** What is not in the declared account, by Twilio's answers to a credential of that account. */
export function missingResources({
  resources,
  proof,
}: {
  readonly resources: ResourceFacts;
  readonly proof: CredentialProof;
}): readonly ResourceFact[] {
  if (!answersForAccount(proof)) return [];
  return allResourceFacts(resources).filter(
    ({ state }) => state === 'absent' || state === 'elsewhere',
  );
}

/** The answer of another environment that it has the first missing resource, where one gave it. */
export function foundResource({
  followUps,
}: Pick<Evidence, 'followUps'>): FollowUpRecord | undefined {
  return followUps.find(({ outcome }) => outcome.kind === 'found');
}
