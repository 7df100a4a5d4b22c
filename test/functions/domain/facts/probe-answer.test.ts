import { describe, expect, it } from 'vitest';
import { runChecks } from '../../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import {
  accountIn,
  probeLookup,
  probeOf,
  urlFault,
} from '../../../../functions/domain/facts/probe-answer.ts';
import type { Evidence, Probes } from '../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { firstQuestionOf } from '../../../../functions/domain/questions/first/first-questions.ts';
import { ACCOUNTS } from '../accounts.ts';
import {
  apiKey,
  expecting,
  KEY_SID,
  keyEvidence,
  oauthClient,
  parsed,
} from '../evidence-builder.ts';
import { expectationOf } from '../resource-evidence.ts';
import { DENIED, noAnswer, numbersPage, refusal, resource, unexpected } from '../twilio-replies.ts';

const OWN = ACCOUNTS.production;
const VA = `VA${'b'.repeat(32)}`;
const URL_OF_PROBE = 'https://conversations.twilio.com/v1/Configuration';
const RESTRICTED = expecting({ kind: 'api-key', keyType: 'restricted' });
const CLOSED = refusal(401, 70051, 'required permission twilio/x/y/read is missing');
const LIST = numbersPage(OWN);
const NAMED = resource({ account_sid: OWN });
const UNNAMED = resource({ services: [] });
const OTHER = resource({ account_sid: ACCOUNTS.staging });
const keysPage = (sid: string) =>
  resource({ keys: [{ sid }], uri: `/2010-04-01/Accounts/${OWN}/Keys.json?PageSize=200` });

function probed(probes: Probes, changes: Partial<Evidence> = {}): Evidence {
  return keyEvidence({
    expectation: { ...RESTRICTED, probe: URL_OF_PROBE },
    probes: { 'probe-without-key': DENIED, ...probes },
    ...changes,
  });
}

const shownService = (owner: unknown, sid = VA): Partial<Evidence> => ({
  expectation: { ...expectationOf({ verifyServices: [VA] }) },
  probes: { 'phone-numbers': CLOSED, resource: { [VA]: resource({ sid, account_sid: owner }) } },
});

describe('a Restricted key is', () => {
  it.each<readonly [string, string, Evidence]>([
    ['proven by a body that names the account', 'proven', probed({ probe: NAMED })],
    ['of another account that the body names', 'other-account', probed({ probe: OTHER })],
    ['of no known account', 'unnamed-account', probed({ probe: UNNAMED })],
    ['proven by the list beside it', 'proven', probed({ probe: UNNAMED, 'phone-numbers': LIST })],
    [
      'proven by the key that the auditor sees',
      'proven',
      probed({ probe: UNNAMED, 'audited-keys': keysPage(KEY_SID) }),
    ],
    [
      'not proven by another key that the auditor sees',
      'unnamed-account',
      probed({ probe: UNNAMED, 'audited-keys': keysPage(`SK${'0'.repeat(32)}`) }),
    ],
    [
      'not proven by an answer to the auditor that is no list of keys',
      'unnamed-account',
      probed({ probe: UNNAMED, 'audited-keys': DENIED }),
    ],
    [
      'not proven without the other answer',
      'not-asked',
      probed({ probe: NAMED, 'probe-without-key': undefined }),
    ],
    [
      'not proven by what answers anyone',
      'undecided',
      probed({ probe: NAMED, 'probe-without-key': NAMED }),
    ],
    [
      'proven by the list where the probe answers anyone',
      'proven',
      probed({ probe: NAMED, 'probe-without-key': NAMED, 'phone-numbers': LIST }),
    ],
    [
      'not proven where the other answer says nothing',
      'undecided',
      probed({ probe: NAMED, 'probe-without-key': noAnswer('timeout') }),
    ],
    ['rejected', 'rejected', probed({ probe: DENIED })],
    ['refused one request', 'request-refused', probed({ probe: DENIED, 'phone-numbers': LIST })],
    ['undecided without a permission', 'undecided', probed({ probe: CLOSED })],
    ['proven by the list without it', 'proven', probed({ probe: CLOSED, 'phone-numbers': LIST })],
    ['undecided by XML', 'undecided', probed({ probe: unexpected(200) })],
    ['proven by a declared resource', 'proven', keyEvidence(shownService(OWN))],
    [
      'of the account of a declared resource',
      'other-account',
      keyEvidence(shownService(ACCOUNTS.staging)),
    ],
    ['not proven by a resource of no account', 'undecided', keyEvidence(shownService(null))],
    ['not proven by another resource', 'undecided', keyEvidence(shownService(OWN, 'VA'))],
    [
      'refused one request, where it is shown a resource of the account',
      'request-refused',
      keyEvidence({
        ...shownService(OWN),
        probes: { ...shownService(OWN).probes, 'phone-numbers': DENIED },
      }),
    ],
  ])('%s', (_name, outcome, evidence) => {
    expect(factsOf(evidence).proof.outcome).toBe(outcome);
  });
});

describe('the probe', () => {
  const withUrl = parsed({ ...apiKey(), validationUrl: URL_OF_PROBE } as ReturnType<typeof apiKey>);

  it.each<readonly [string, Evidence, boolean]>([
    ['is none where none is given', keyEvidence({ expectation: RESTRICTED }), false],
    ['is the declared one', probed({}), true],
    ['is none of an OAuth client', probed({}, { parse: parsed(oauthClient()) }), false],
    [
      'is none of a malformed secret',
      probed({}, { parse: { outcome: 'not-json', detail: '' } }),
      false,
    ],
    [
      'is that of the secret, of a Restricted key',
      keyEvidence({ expectation: RESTRICTED, parse: withUrl }),
      true,
    ],
    ['is none of a key that lists numbers', keyEvidence({ parse: withUrl }), false],
    ['is none before the list', keyEvidence({ parse: withUrl, probes: {} }), false],
    [
      'is that of the secret, of a key that may not list numbers',
      keyEvidence({ parse: withUrl, probes: { 'phone-numbers': CLOSED } }),
      true,
    ],
  ])('%s', (_name, evidence, isGiven) => {
    expect(probeOf(evidence) !== undefined).toBe(isGiven);
  });

  it('keeps of a body what names the account', () => {
    const address = {
      product: 'api',
      path: '/2010-04-01/Accounts/AC/OutgoingCallerIds.json',
      query: {},
    };
    expect(probeLookup(address).members).toEqual(['account_sid', 'uri', 'outgoing_caller_ids']);
  });

  it('of the secret is at fault only where it is needed', () => {
    const fault = {
      jsonField: 'validationUrl',
      fault: 'other-url',
      severity: 'fail',
      message: 'x',
    } as const;
    const parse = { ...parsed(apiKey()), urlFault: fault } as NonNullable<Evidence['parse']>;
    const evidence = keyEvidence({ expectation: RESTRICTED, parse });
    expect(urlFault(evidence)).toBe(fault);
    expect(urlFault({ ...evidence, expectation: expecting({ kind: 'api-key' }) })).toBeUndefined();
    expect(
      urlFault({ ...evidence, expectation: { ...RESTRICTED, probe: URL_OF_PROBE } }),
    ).toBeUndefined();
    expect(urlFault({ expectation: RESTRICTED })).toBeUndefined();
  });
});

describe('the account in a body', () => {
  it.each<readonly [string, string | undefined, TwilioReply]>([
    ['its own', OWN, NAMED],
    ['of its entries', OWN, resource({ messages: [{ account_sid: OWN }, { account_sid: OWN }] })],
    ['of its address', OWN, LIST],
    [
      'none of a resource of an account itself',
      undefined,
      resource({ uri: `/2010-04-01/Accounts/${OWN}.json` }),
    ],
    ['none of a list of keys, which its parent may see', undefined, keysPage(KEY_SID)],
    [
      'none of two',
      undefined,
      resource({ account_sid: OWN, x: [{ account_sid: ACCOUNTS.staging }] }),
    ],
    ['none of a text that is no SID', undefined, resource({ account_sid: 'AC' })],
    ['none of a refusal', undefined, DENIED],
  ])('is %s', (_name, account, reply) => {
    expect(accountIn(reply)).toBe(account);
  });
});

describe('the checks say of', () => {
  const said = (evidence: Evidence): Readonly<Record<string, string>> =>
    Object.fromEntries(
      runChecks(factsOf(evidence)).map(({ id, status, message }) => [id, `${status}: ${message}`]),
    );

  it('a key of no known account that it works, and nothing of whose it is', () => {
    const checks = said(probed({ probe: UNNAMED }));
    expect(checks['credential.accepted']).toBe(
      `pass: Twilio accepts API key ${KEY_SID}: it answers its probe`,
    );
    expect(checks['account.identity']).toMatch(/^inconclusive: the key works, and no answer names/);
    expect(checks['credential.key-type']).toMatch(/^inconclusive/);
    expect(checks['credential.reach']).toMatch(/^inconclusive/);
    expect(said(probed({ probe: UNNAMED }, { declared: [] }))['credential.reach']).toMatch(/^pass/);
    const typed = said(probed({ probe: UNNAMED, 'own-account': DENIED }));
    expect(typed['credential.reach']).toMatch(/^pass: it is no Main key/);
  });

  it("another account's key that it is that one's", () => {
    const checks = said(probed({ probe: OTHER }));
    expect(checks['account.identity']).toContain(
      `found ${ACCOUNTS.staging}, the account of staging`,
    );
    expect(checks['credential.reach']).toBe(
      `skipped: it acts as ${ACCOUNTS.staging}, which account.identity judges`,
    );
  });
});

describe('the trace reads the probe as', () => {
  it.each<readonly [string, 'probe' | 'probe-without-key', TwilioReply]>([
    ['the key works, and is of this account', 'probe', NAMED],
    [`the key works, and is of account ${ACCOUNTS.staging}`, 'probe', OTHER],
    ['the key works; the answer names no account, or several', 'probe', UNNAMED],
    ['Twilio rejects the key, or this request of it', 'probe', DENIED],
    ['a permission is missing, which says nothing against the credential', 'probe', CLOSED],
    ['it answers anyone: its answer to the key proves nothing', 'probe-without-key', UNNAMED],
    [
      'Twilio asks for a credential there: its answer to the key counts',
      'probe-without-key',
      DENIED,
    ],
    [
      "another error of Twilio's: it says nothing about the credential",
      'probe-without-key',
      refusal(400, 20001),
    ],
  ])('%s', (words, kind, reply) => {
    expect(firstQuestionOf({ kind }).read(reply, OWN)).toEqual([words]);
  });
});
