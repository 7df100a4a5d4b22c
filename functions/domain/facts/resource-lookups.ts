import type { Probes } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { JsonObject, TwilioQuestion, TwilioReply } from '../model/twilio-api.ts';
import { isPhoneNumberPageOf, objectsOf, phoneNumbersPath } from './answer-bodies.ts';
import { isWhole, ownedBy } from './list-answers.ts';
import { declaredNumbers, numberList, shownNumbers } from './number-list.ts';
import { isServedIn } from './regional-products.ts';

/** One GET about a declared resource. Another account's, or one that was deleted, is 404/20404. */
export interface ResourceLookup
  extends Pick<TwilioQuestion, 'product' | 'path' | 'query' | 'members'> {
  /** Names it in the evidence: the SID, with what is asked of it, or the address of a page. */
  readonly subject: string;
}

/** Entries to a page, the most that Twilio gives. */
const PAGE_SIZE = '1000';

/** The lists of a messaging service's senders that are asked only where it has no phone number. */
export const OTHER_SENDERS = ['ShortCodes', 'AlphaSenders', 'ChannelSenders'] as const;

/** Where each kind of resource with a SID is read. */
const PLACES = {
  messagingServices: (_accountSid: string, sid: string) =>
    ({ product: 'messaging', path: `/v1/Services/${sid}` }) as const,
  applications: (accountSid: string, sid: string) =>
    ({
      product: 'api',
      path: `/2010-04-01/Accounts/${accountSid}/Applications/${sid}.json`,
    }) as const,
  verifyServices: (_accountSid: string, sid: string) =>
    ({ product: 'verify', path: `/v2/Services/${sid}` }) as const,
};

/** Kinds of resource that are declared by their SID. */
export type SidKind = keyof typeof PLACES;

/** Every kind. */
export const SID_KINDS = Object.keys(PLACES) as readonly SidKind[];

/** The SIDs that are declared, by their kind. */
export function declaredSids(
  { resources }: EnvironmentExpectation,
  kind: SidKind,
): readonly string[] {
  const declared = resources?.[kind] ?? [];
  return declared.map((one) => (typeof one === 'string' ? one : one.sid));
}

/** Whether the environment's Region has this kind of resource. */
export function isKindServed({ twilioRegion }: EnvironmentExpectation, kind: SidKind): boolean {
  return isServedIn(twilioRegion, PLACES[kind]('', ''));
}

/** The first of the declared resources by this name, as it would be asked for in another account. */
export function lookupIn(
  accountSid: string,
  name: string,
  expectation: EnvironmentExpectation,
): Omit<ResourceLookup, 'subject'> {
  const kind = SID_KINDS.find((one) => declaredSids(expectation, one).includes(name));
  return kind === undefined
    ? { product: 'api', path: phoneNumbersPath(accountSid), query: { PhoneNumber: name } }
    : { ...PLACES[kind](accountSid, name) };
}

/** Whether the reply shows the resource of this name in that account. */
export function showsResource(reply: TwilioReply, name: string, accountSid: string): boolean {
  if (reply.kind !== 'resource') return false;
  if (isPhoneNumberPageOf(reply, accountSid)) {
    const entries = reply.body['incoming_phone_numbers'] as readonly JsonObject[];
    return shownNumbers(entries).some(({ number }) => number === name);
  }
  return reply.body['sid'] === name && reply.body['account_sid'] === accountSid;
}

/** What a messaging service's list of senders is called in the evidence. */
export function sendersSubject(sid: string, list: string): string {
  return `${sid}/${list}`;
}

/**
 * Lists the declared numbers with the fewest requests: one is filtered for (the filter is a pattern and may
 * find more), several are looked for on pages of 1,000. Twilio has no filter by several
 * (https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource). Undefined where none is declared.
 */
export function lookupOfNumbers(
  expectation: EnvironmentExpectation,
): Pick<ResourceLookup, 'query' | 'members'> | undefined {
  const [first, ...more] = declaredNumbers(expectation);
  if (first === undefined) return undefined;
  const query = more.length === 0 ? { PhoneNumber: first.number } : { PageSize: PAGE_SIZE };
  return { query, members: PHONE_NUMBER_MEMBERS };
}

/** Every lookup that the declaration needs, as far as the replies so far show them. */
export function resourceLookups(
  expectation: EnvironmentExpectation,
  probes: Probes,
): readonly ResourceLookup[] {
  if (expectation.resources === undefined) return [];
  const { sid: accountSid } = expectation.account;
  const services = declaredSids(expectation, 'messagingServices');
  return [
    ...SID_KINDS.flatMap((kind) =>
      declaredSids(expectation, kind).map((sid) => ({
        subject: sid,
        ...PLACES[kind](accountSid, sid),
        members: ['sid', 'account_sid', 'us_app_to_person_registered'],
      })),
    ),
    ...services.map((sid) => senders(sid, 'PhoneNumbers')),
    ...services
      .filter((sid) => sendersOf({ accountSid, probes }, sid, 'PhoneNumbers')?.length === 0)
      .flatMap((sid) => OTHER_SENDERS.map((list) => senders(sid, list))),
    ...nextPages(expectation, probes),
  ].filter((lookup) => isServedIn(expectation.twilioRegion, lookup));
}

function senders(sid: string, list: string): ResourceLookup {
  return {
    subject: sendersSubject(sid, list),
    product: 'messaging',
    path: `/v1/Services/${sid}/${list}`,
    query: { PageSize: PAGE_SIZE },
    members: [
      'meta',
      'next_page_url',
      'phone_numbers',
      'short_codes',
      'alpha_senders',
      'senders',
      'sid',
      'account_sid',
      'service_sid',
      'messaging_service_sid',
      'phone_number',
    ],
  };
}

/** Under which member each list of senders has its entries. */
const LIST_MEMBERS: Readonly<Record<SenderList, string>> = {
  PhoneNumbers: 'phone_numbers',
  ShortCodes: 'short_codes',
  AlphaSenders: 'alpha_senders',
  ChannelSenders: 'senders',
};

export type SenderList = 'PhoneNumbers' | (typeof OTHER_SENDERS)[number];

/**
 * The entries of one of a messaging service's lists; undefined where the reply is no such list, not the
 * whole of it, or holds what is not of this service and account.
 */
export function sendersOf(
  { accountSid, probes }: { readonly accountSid: string; readonly probes: Probes },
  service: string,
  list: SenderList,
): readonly JsonObject[] | undefined {
  const reply = probes.resource?.[sendersSubject(service, list)];
  if (reply?.kind !== 'resource' || !isWhole(reply.body)) return undefined;
  const entries = objectsOf(reply.body[LIST_MEMBERS[list]]);
  const isOwn = (entry: JsonObject): boolean =>
    ownedBy(entry, accountSid) &&
    (entry['service_sid'] ?? entry['messaging_service_sid'] ?? service) === service;
  return entries?.every(isOwn) === true ? entries : undefined;
}

function nextPages(expectation: EnvironmentExpectation, probes: Probes): readonly ResourceLookup[] {
  if (lookupOfNumbers(expectation) === undefined) return [];
  const open = numberList(expectation, probes)?.open;
  if (open === undefined || 'reply' in open) return [];
  const path = phoneNumbersPath(expectation.account.sid);
  return [{ product: 'api', path, members: PHONE_NUMBER_MEMBERS, ...open }];
}

/** What is kept of a page of numbers: a thousand of them are 1.5 MB as Twilio sends them. */
export const PHONE_NUMBER_MEMBERS: readonly string[] = [
  'incoming_phone_numbers',
  'uri',
  'next_page_uri',
  'sid',
  'account_sid',
  'phone_number',
  'status',
  'type',
  'capabilities',
  'voice',
  'sms',
  'mms',
  'fax',
  'emergency_status',
  'emergency_address_status',
  'bundle_sid',
];
