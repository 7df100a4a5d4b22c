import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import {
  allResourceFacts,
  describedFact,
} from '../../../../functions/domain/facts/resource-facts.ts';
import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import { keyEvidence, tokenEvidence } from '../evidence-builder.ts';
import {
  entry,
  expectationOf,
  NOT_FOUND,
  NUMBER,
  numbers,
  OTHER,
  pageOf,
  UNNAMED,
  URI,
} from '../resource-evidence.ts';
import {
  accountReply,
  DENIED,
  noAnswer,
  numbersPage,
  refusal,
  resource,
} from '../twilio-replies.ts';

const SID = ACCOUNTS.production;
const MG = `MG${'d'.repeat(32)}`;
const VA = `VA${'b'.repeat(32)}`;
const PAGE_2 = 'page 2 of the phone numbers';
const NO_PERMISSION = refusal(401, 70051, 'required permission twilio/x/read is missing');

/** Each declared resource: its state, what is said of it, and its notes. */
function said(evidence: Evidence): readonly string[] {
  return allResourceFacts(factsOf(evidence).resources).map((fact) =>
    [`${fact.state}: ${describedFact(fact)}`, ...fact.notes].join(' | '),
  );
}

describe('a declared number', () => {
  it.each<readonly [string, Probes, string]>([
    ['is there', { 'phone-numbers': pageOf([entry(NUMBER)]) }, 'present: it is in this account'],
    [
      'is absent from a whole list',
      { 'phone-numbers': pageOf([]) },
      "absent: not in this account: deleted, another account's, or another Region's",
    ],
    [
      'is unknown where the list is not found',
      { 'phone-numbers': NOT_FOUND },
      'unknown: Twilio answered HTTP 404, code 20404 "not found"',
    ],
    [
      'may not be listed by the key',
      { 'phone-numbers': NO_PERMISSION },
      'no-permission: Twilio answered HTTP 401, code 70051 "required permission twilio/x/read is missing"',
    ],
    [
      "is unknown in another account's list",
      { 'phone-numbers': numbersPage(ACCOUNTS.staging) },
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    [
      'is unknown where the list goes on elsewhere',
      { 'phone-numbers': pageOf([], 'https://evil.example/') },
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    [
      'is unknown where the next page was not read',
      { 'phone-numbers': pageOf([], `${URI}?Page=1`) },
      'unknown: Twilio was not asked in time',
    ],
    [
      'is unknown where the pages go round in a circle',
      {
        'phone-numbers': pageOf([], `${URI}?Page=1`),
        resource: { [PAGE_2]: pageOf([], `${URI}?Page=1`) },
      },
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    [
      'is unknown where no capability is shown',
      { 'phone-numbers': pageOf([entry(NUMBER, { capabilities: null })]) },
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    [
      'lacks the capabilities that are denied',
      {
        'phone-numbers': pageOf([entry(NUMBER, { capabilities: { voice: false, sms: false } })]),
      },
      'present: it has no voice, no sms',
    ],
    [
      'has notes',
      {
        'phone-numbers': pageOf([
          entry(NUMBER, {
            emergency_status: 'Active',
            emergency_address_status: 'registered',
            bundle_sid: `BU${'a'.repeat(32)}`,
            status: 'pending',
          }),
        ]),
      },
      `present: it is in this account | emergency calling is active, its address registered | regulatory bundle BU${'a'.repeat(32)} | its status is pending`,
    ],
    [
      'has notes without a value of another form',
      {
        'phone-numbers': pageOf([
          entry(NUMBER, { emergency_status: 'Active', bundle_sid: 'Zq3RkT9vLm2X', status: null }),
        ]),
      },
      'present: it is in this account | emergency calling is active, its address not said',
    ],
  ])('%s', (_name, probes, expected) => {
    expect(said(tokenEvidence({ expectation: numbers(NUMBER), probes }))).toEqual([expected]);
  });

  it('is found on a later page', () => {
    const probes = {
      'phone-numbers': pageOf([entry(NUMBER)], `${URI}?Page=1`),
      resource: { [PAGE_2]: pageOf([entry(OTHER)]) },
    };
    const evidence = keyEvidence({ expectation: numbers(NUMBER, OTHER), probes });
    expect(said(evidence)).toEqual(Array(2).fill('present: it is in this account'));
  });
});

describe('a declared service', () => {
  const here = { sid: VA, account_sid: SID };
  it.each<readonly [string, TwilioReply | undefined, string]>([
    ['is there', resource(here), 'present: it is in this account'],
    ['is unknown where nothing was asked', undefined, 'unknown: Twilio was not asked in time'],
    [
      'is in another account',
      resource({ ...here, account_sid: ACCOUNTS.staging }),
      `elsewhere: it is in account ${ACCOUNTS.staging}`,
    ],
    [
      'is unknown where another one is shown',
      resource({ ...here, sid: MG }),
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    [
      'is unknown where its account is no Account SID, which is not quoted',
      resource({ ...here, account_sid: 'Zq3RkT9vLm2XcY7b' }),
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    ['is refused', DENIED, 'refused: Twilio answered HTTP 401, code 20003 "Authenticate"'],
    [
      'is unknown in an outage',
      noAnswer('timeout'),
      'unknown: no answer from Twilio: timeout after 3 attempts',
    ],
  ])('%s', (_name, reply, expected) => {
    const asked = reply === undefined ? {} : { [VA]: reply };
    const probes = { 'own-account': accountReply(SID), resource: asked };
    const expectation = expectationOf({ verifyServices: [VA] });
    expect(said(tokenEvidence({ expectation, probes }))).toEqual([expected]);
  });
});

describe('the senders of a messaging service', () => {
  const list = (key: string, senders: unknown): TwilioReply =>
    resource({ [key]: senders, meta: { key } });
  const OWN = { account_sid: SID, service_sid: MG };
  const none = {
    [`${MG}/PhoneNumbers`]: list('phone_numbers', []),
    [`${MG}/ShortCodes`]: list('short_codes', []),
    [`${MG}/AlphaSenders`]: list('alpha_senders', []),
    [`${MG}/ChannelSenders`]: list('senders', []),
  };
  it.each<readonly [string, Readonly<Record<string, TwilioReply>>, string]>([
    [
      'are named where they are declared numbers',
      { [`${MG}/PhoneNumbers`]: list('phone_numbers', [{ ...OWN, phone_number: NUMBER }, OWN]) },
      `present: it is in this account | sends from ${NUMBER}`,
    ],
    [
      'are enough where they are others',
      { ...none, [`${MG}/ShortCodes`]: list('short_codes', [OWN]) },
      'present: it is in this account',
    ],
    ['are missing', none, 'present: it has no sender'],
    [
      'are unknown where one is of another service',
      {
        [`${MG}/PhoneNumbers`]: list('phone_numbers', [{ ...OWN, service_sid: 'MG' }]),
      },
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    [
      'are unknown where one is of another account',
      {
        [`${MG}/PhoneNumbers`]: list('phone_numbers', [{ account_sid: ACCOUNTS.staging }]),
      },
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    [
      'are unknown where there is a further page',
      {
        [`${MG}/PhoneNumbers`]: resource({
          phone_numbers: [],
          meta: { next_page_url: 'https://x' },
        }),
      },
      'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
    ],
    ['are unknown where they were not asked for', {}, 'unknown: Twilio was not asked in time'],
    [
      'are unknown where a list is not found',
      { ...none, [`${MG}/ShortCodes`]: NOT_FOUND },
      'unknown: Twilio answered HTTP 404, code 20404 "not found"',
    ],
    [
      'are unknown where a list may not be read',
      { ...none, [`${MG}/ShortCodes`]: UNNAMED },
      'no-permission: Twilio answered HTTP 401, code 70051 "Authorization Error"',
    ],
    ...(
      [
        ['a list holds null', list('phone_numbers', [null])],
        ['a list is null', list('phone_numbers', null)],
        ['a list has no name', resource({ phone_numbers: [{}] })],
        ['a list has a number for a name', resource({ meta: { key: 7 } })],
      ] as const
    ).map(
      ([name, reply]) =>
        [
          `are unknown where ${name}`,
          { ...none, [`${MG}/PhoneNumbers`]: reply },
          'unknown: Twilio answered HTTP 200 with JSON that is not the expected resource',
        ] as const,
    ),
  ])('%s', (_name, lists, expected) => {
    const { phoneNumbers } = numbers(NUMBER).resources;
    const messagingServices = [{ sid: MG, sendsTo: [] }];
    const probes = {
      'phone-numbers': pageOf([entry(NUMBER)]),
      resource: { [MG]: resource({ sid: MG, account_sid: SID }), ...lists },
    };
    const expectation = expectationOf({ phoneNumbers, messagingServices });
    expect(said(keyEvidence({ expectation, probes }))[1]).toBe(expected);
  });
});
