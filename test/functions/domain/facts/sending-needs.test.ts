import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { JsonObject } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import { keyEvidence } from '../evidence-builder.ts';
import {
  BN,
  CLOSED,
  LONG_CODE,
  MG,
  PN,
  PROFILES,
  type Replies,
  SLUG,
  sending,
  TOLL_FREE,
} from '../sending-evidence.ts';
import { DENIED, refusal, resource } from '../twilio-replies.ts';

const CALLS = 'dialing permissions for US';
const CAMPAIGN = `${MG}/Usa2p`;
const OWN = { account_sid: ACCOUNTS.production, messaging_service_sid: MG };
const VERIFIED = { ...OWN, campaign_status: 'VERIFIED', brand_registration_sid: BN };
const REGISTERED = { [CAMPAIGN]: resource({ compliance: [VERIFIED] }) };
const SECRET_LIKE = 'Zq3RkT9vLm2XcY7b';

/** What a need is by these replies. */
function needOf(what: string, evidence: Evidence): string | undefined {
  const fact = factsOf(evidence).sending.needs.find((one) => one.what === what);
  return fact && `${fact.state}: ${fact.found}`;
}

const byBody = (what: string, subject: string, body: JsonObject) =>
  needOf(what, sending(['US'], { ...REGISTERED, [subject]: resource(body) }));

describe('calls to a country are', () => {
  const on = { iso_code: 'US', low_risk_numbers_enabled: true };
  it.each<readonly [string, JsonObject, string]>([
    ['permitted', on, 'met: permitted'],
    ['forbidden', { ...on, low_risk_numbers_enabled: false }, 'unmet: not permitted'],
    ['unknown without the switch', { iso_code: 'US' }, 'unknown: no word of a permission'],
    [
      'unknown by the answer about another country',
      { ...on, iso_code: 'FR' },
      'unknown: an answer about no such country',
    ],
  ])('%s', (_name, body, expected) => {
    expect(byBody('calls to US', CALLS, body)).toBe(expected);
  });

  it.each<readonly [string, Replies, string]>([
    ['unknown before it is asked', {}, 'unknown: Twilio was not asked in time'],
    [
      'unknown in an outage',
      { [CALLS]: refusal(503, 20503, 'busy') },
      'unknown: Twilio answered HTTP 503, code 20503 "busy"',
    ],
    [
      'unknown where Twilio refuses the request',
      { [CALLS]: DENIED },
      'refused: Twilio answered HTTP 401, code 20003 "Authenticate"',
    ],
    ['not readable for the lack of a permission', { [CALLS]: CLOSED }, `no-permission: ${SLUG}`],
    [
      'not readable for the lack of one that is not named',
      { [CALLS]: refusal(401, 70051, '') },
      'no-permission: a permission that Twilio does not name',
    ],
  ])('%s', (_name, replies, expected) => {
    expect(needOf('calls to US', sending(['US'], replies))).toBe(expected);
  });
});

it('asks for calls to Canada by the entry of the United States, which is for both', () => {
  const permitted = resource({ iso_code: 'US', low_risk_numbers_enabled: true });
  expect(needOf('calls to CA', sending(['CA'], { [CALLS]: permitted }))).toBe('met: permitted');
});

describe('messages to a country are', () => {
  const off = { country_code: 'US', enabled: false };
  it.each<readonly [string, unknown, string]>([
    ['permitted where one type is', [off, { ...off, enabled: true }], 'met: permitted'],
    ['forbidden', [off], 'unmet: not permitted'],
    [
      'unknown by the answer about another country',
      [{ ...off, country_code: 'FR' }],
      'unknown: an answer about no such country',
    ],
    ['unknown by a list of null', [null], 'unknown: an answer about no such country'],
  ])('%s', (_name, permissions, expected) => {
    const subject = 'messaging permissions for US';
    expect(byBody('messages to US', subject, { permissions })).toBe(expected);
  });
});

describe('a campaign is', () => {
  it.each<readonly [string, unknown, string]>([
    [
      'ready where one of several is',
      [{ ...OWN, campaign_status: 'FAILED' }, VERIFIED],
      'met: VERIFIED',
    ],
    ['missing from an empty list', [], 'unmet: no campaign is registered'],
    ['not ready where it is a mock', [{ ...VERIFIED, mock: true }], 'unmet: a mock campaign'],
    [
      'not ready where what it says of mock is no word of ours',
      [{ ...VERIFIED, mock: 'false' }],
      'unmet: a mock campaign',
    ],
    ['not ready while it waits', [{ ...OWN, campaign_status: 'PENDING' }], 'unmet: PENDING'],
    [
      'unknown where it names no brand',
      [{ ...OWN, campaign_status: 'VERIFIED' }],
      'unknown: a campaign that names no brand',
    ],
    [
      'unknown where it is of another service',
      [{ ...VERIFIED, messaging_service_sid: 'MG' }],
      'unknown: a campaign of another service or account',
    ],
    ['unknown where there is no list', null, 'unknown: no list of campaigns'],
    ['unknown by a list of null', [null], 'unknown: no list of campaigns'],
    ['unknown without a state', [OWN], 'unknown: no state'],
    ['unknown by a state to come', [{ ...OWN, campaign_status: 'ON_HOLD' }], 'unknown: ON_HOLD'],
    [
      'unknown by a state of another form, which is not quoted',
      [{ ...OWN, campaign_status: SECRET_LIKE }],
      'unknown: …',
    ],
  ])('%s', (_name, compliance, expected) => {
    expect(byBody(`the campaign of ${MG}`, CAMPAIGN, { compliance })).toBe(expected);
  });
});

describe('the brand of a campaign is', () => {
  const BRAND = { sid: BN, account_sid: ACCOUNTS.production };
  it.each<readonly [string, JsonObject, string]>([
    ['approved', { ...BRAND, status: 'APPROVED' }, 'met: APPROVED'],
    [
      'not ready where it is a mock',
      { ...BRAND, status: 'APPROVED', mock: true },
      'unmet: a mock brand',
    ],
    ['not ready where it is suspended', { ...BRAND, status: 'SUSPENDED' }, 'unmet: SUSPENDED'],
    ['unknown where another is shown', { status: 'APPROVED' }, 'unknown: another brand'],
    [
      'unknown where it is of another account',
      { ...BRAND, account_sid: ACCOUNTS.staging, status: 'APPROVED' },
      'unknown: another brand',
    ],
  ])('%s', (_name, body, expected) => {
    expect(byBody(`brand ${BN}`, BN, body)).toBe(expected);
  });

  it('not asked for by a name that is no SID of a brand', () => {
    const compliance = ['../x', null].map((brand_registration_sid) => ({
      ...VERIFIED,
      brand_registration_sid,
    }));
    const { needs } = factsOf(sending(['US'], { [CAMPAIGN]: resource({ compliance }) })).sending;
    expect(needs.filter(({ what }) => what.startsWith('brand'))).toEqual([]);
  });
});

describe('the verification of a toll-free number is', () => {
  const one = { tollfree_phone_number_sid: PN, status: 'TWILIO_APPROVED' };
  const meta = { next_page_url: 'https://messaging.twilio.com/v1/Tollfree/Verifications?Page=1' };
  it.each<readonly [string, JsonObject, string]>([
    ['approved', { verifications: [one] }, 'met: TWILIO_APPROVED'],
    ['in review', { verifications: [{ ...one, status: 'IN_REVIEW' }] }, 'unmet: IN_REVIEW'],
    [
      'missing from a list with those of others',
      {
        verifications: [{ ...one, tollfree_phone_number_sid: `PN${'b'.repeat(32)}` }],
        meta: { next_page_url: null },
      },
      'unmet: no verification',
    ],
    [
      'unknown where it may be on a later page',
      { verifications: [], meta },
      'unknown: not among the first 1000 verifications',
    ],
    ['unknown by a list of null', { verifications: [null] }, 'unknown: no list of verifications'],
  ])('%s', (_name, body, expected) => {
    const what = `the toll-free verification of ${TOLL_FREE}`;
    expect(byBody(what, 'toll-free verifications', body)).toBe(expected);
  });
});

describe('the primary compliance profile is', () => {
  const PRIMARY = { policy_sid: 'RN6433641899984f951173ef1738c3bdd0' };
  it.each<readonly [string, unknown, string]>([
    [
      'approved where one is',
      [
        { ...PRIMARY, status: 'draft' },
        { ...PRIMARY, status: 'twilio-approved' },
      ],
      'met: twilio-approved',
    ],
    ['not ready while it waits', [{ ...PRIMARY, status: 'in-review' }], 'unmet: in-review'],
    [
      'not shown by a profile of another policy',
      [{ status: 'twilio-approved' }],
      'says-nothing: no profile of its own',
    ],
    ['not shown to a subaccount', [], 'says-nothing: no profile of its own'],
    [
      "unknown where another one is approved, which may be an individual's",
      [{ ...PRIMARY, status: 'draft' }, { status: 'twilio-approved' }],
      'unknown: draft, another one is approved',
    ],
    ['unknown by a list of null', [null], 'unknown: no list of profiles'],
  ])('%s', (_name, results, expected) => {
    expect(byBody('the primary compliance profile', PROFILES, { results })).toBe(expected);
  });
});

it('notes that no API shows the registration of a number that no declared service holds', () => {
  const { resources, ...expectation } = sending(['US'], {}).expectation;
  const phoneNumbers = [{ number: LONG_CODE, capabilities: ['sms'] as const, sendsTo: ['US'] }];
  const declared = { phoneNumbers, messagingServices: [], applications: [], verifyServices: [] };
  const evidence = keyEvidence({ expectation: { ...expectation, resources: declared } });
  expect(factsOf(evidence).sending.notes).toEqual([
    `${LONG_CODE}: likely ready; no declared messaging service holds it, and no API shows the registration of one number`,
  ]);
});

it('knows no verification of a number whose SID no answer shows', () => {
  const { resources: _services, ...expectation } = sending(['US'], {}).expectation;
  const phoneNumbers = [{ number: TOLL_FREE, capabilities: ['sms'] as const, sendsTo: ['US'] }];
  const declared = { phoneNumbers, messagingServices: [], applications: [], verifyServices: [] };
  const probes = { resource: { 'toll-free verifications': resource({ verifications: [] }) } };
  const evidence = keyEvidence({ expectation: { ...expectation, resources: declared }, probes });
  expect(needOf(`the toll-free verification of ${TOLL_FREE}`, evidence)).toBe(
    'unknown: no answer shows the SID of the number',
  );
});
