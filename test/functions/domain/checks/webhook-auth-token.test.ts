import { describe, expect, it } from 'vitest';
import { requestRefused } from '../../../../functions/domain/causes/request-refused.ts';
import { webhookAuthToken } from '../../../../functions/domain/checks/webhook-auth-token.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import {
  authToken,
  expecting,
  keyEvidence,
  parsed,
  tokenEvidence,
  unreadEvidence,
} from '../evidence-builder.ts';
import {
  accountReply,
  DENIED,
  noAnswer,
  refusal,
  resource,
  TEST_PAIR,
  unexpected,
} from '../twilio-replies.ts';
import { signing, signingToken, webhookMeets } from '../webhook-evidence.ts';
import { type CheckRow, expectJudgement } from './judged.ts';

const shown = (isPrimaryToken: boolean | undefined): TwilioReply => ({
  ...accountReply(ACCOUNTS.production),
  isPrimaryToken,
});
const OWN = { 'own-account': accountReply(ACCOUNTS.production) };

describe('a webhook Auth Token whose account lacks an approved compliance profile', () => {
  const message = 'Primary compliance profile is not approved';
  const evidence = webhookMeets({ 'webhook-account': refusal(401, 20003, message) });

  it('is not called a wrong one', () => {
    const { status, message: said } = webhookAuthToken.judge(factsOf(evidence));
    expect(`${status}: ${said}`).toMatch(/^inconclusive: could not check .*"Primary compliance/);
  });

  it('needs no new one', () => {
    const facts = factsOf(evidence);
    expect(requestRefused.diagnose({ evidence, facts, checks: [] })).toMatchObject({
      explains: 'inconclusive',
      summary: expect.stringContaining(message),
    });
  });
});

describe('an Auth Token for webhooks beside an API key', () => {
  it.each<CheckRow>([
    ['is not declared', keyEvidence(), 'skipped: declares no webhookAuthToken'],
    [
      'is declared not to be needed',
      keyEvidence({ expectation: { ...expecting({ kind: 'api-key' }), webhookAuthToken: false } }),
      'skipped: declares no webhookAuthToken',
    ],
    [
      'stands in a secret that was not read',
      unreadEvidence({ expectation: signing() }),
      'skipped: no JSON secret was read',
    ],
    [
      'is missing',
      webhookMeets({}, { authToken: { outcome: 'missing', jsonField: 'authToken' } }),
      'fail: the secret lacks authToken, the Auth Token for webhook signatures',
    ],
    [
      'ends with a newline',
      webhookMeets(
        {},
        { authToken: signingToken({ authToken: `${'9f3c1ab2'.repeat(3)}07e4b35c\n` }) },
      ),
      'fail: webhook Auth Token: authToken ends with',
    ],
    [
      'was not asked with, since the key is malformed',
      webhookMeets(
        {},
        { parse: { outcome: 'malformed', kind: 'api-key', issues: [], sids: {}, values: {} } },
      ),
      'skipped: Twilio was not asked',
    ],
    [
      'works',
      webhookMeets({ 'webhook-account': accountReply(ACCOUNTS.production) }),
      `pass: Twilio accepts the webhook Auth Token of account ${ACCOUNTS.production}`,
    ],
    [
      'works and is the secondary one',
      webhookMeets({ 'webhook-account': shown(false) }),
      `fail: the webhook Auth Token is the secondary one of account ${ACCOUNTS.production}`,
    ],
    [
      'is the secondary one and odd',
      webhookMeets(
        { 'webhook-account': shown(false) },
        { authToken: signingToken({ authToken: '9F3C1AB27E5D40866BFA2C91D07E4B35' }) },
      ),
      'fail: the webhook Auth Token is the secondary one',
    ],
    [
      'works, and its answer shows no primary one',
      webhookMeets({ 'webhook-account': shown(undefined) }),
      'skipped: Twilio did not show the primary one to compare it with',
    ],
    [
      'is the secondary one of a version that is not promoted yet',
      webhookMeets(
        { 'webhook-account': shown(false) },
        { secret: { outcome: 'read', versionStage: 'AWSPENDING', versionId: 'v-2' } },
      ),
      'skipped: a pending version is the secondary Auth Token',
    ],
    [
      'works and is odd',
      webhookMeets(
        { 'webhook-account': accountReply(ACCOUNTS.production) },
        { authToken: signingToken({ authToken: '9F3C1AB27E5D40866BFA2C91D07E4B35' }) },
      ),
      'warn: webhook Auth Token: authToken has hexadecimal digits in upper case',
    ],
    [
      'is rejected',
      webhookMeets({ 'webhook-account': DENIED }),
      'fail: Twilio rejects the webhook',
    ],
    [
      'is of test credentials',
      webhookMeets({ 'webhook-account': TEST_PAIR }),
      'fail: is of test credentials',
    ],
    [
      'is of an inactive account',
      webhookMeets({ 'webhook-account': refusal(403, 20005) }),
      'fail: the account is not active',
    ],
    [
      'meets a missing permission',
      webhookMeets({ 'webhook-account': refusal(403, 70051) }),
      'inconclusive: 70051',
    ],
    [
      'meets a 404',
      webhookMeets({ 'webhook-account': refusal(404, 20404) }),
      'inconclusive: 20404',
    ],
    [
      'meets a rate limit',
      webhookMeets({ 'webhook-account': refusal(429, 20429) }),
      'inconclusive: 20429',
    ],
    [
      'meets server errors',
      webhookMeets({ 'webhook-account': unexpected(503) }),
      'inconclusive: 503',
    ],
    [
      'meets no answer',
      webhookMeets({ 'webhook-account': noAnswer('timeout') }),
      'inconclusive: timeout',
    ],
    [
      'meets an empty resource',
      webhookMeets({ 'webhook-account': resource({}) }),
      'inconclusive: not the expected',
    ],
    [
      "shows another account's resource",
      webhookMeets({ 'webhook-account': accountReply(ACCOUNTS.staging) }),
      'inconclusive: not the expected',
    ],
  ])('%s', (_name, evidence, expected) => {
    expectJudgement(webhookAuthToken, evidence, expected);
  });

  it('tells what was expected and found, and the time of the answer', () => {
    const evidence = webhookMeets({ 'webhook-account': { ...DENIED, durationMs: 70 } });
    expect(webhookAuthToken.judge(factsOf(evidence))).toMatchObject({
      expected: 'HTTP 200',
      found: 'Twilio answered HTTP 401, code 20003 "Authenticate"',
      durationMs: 70,
    });
  });
});

describe('an Auth Token that is the credential itself', () => {
  const token = (changes: Partial<Evidence>): Evidence =>
    tokenEvidence({
      expectation: { ...expecting({ kind: 'auth-token' }), webhookAuthToken: true },
      authToken: signingToken(),
      ...changes,
    });
  const malformed = {
    outcome: 'malformed',
    kind: 'auth-token',
    issues: [],
    sids: {},
    values: {},
  } as const;

  it.each<CheckRow>([
    [
      'passes where it is proven',
      token({ probes: OWN }),
      'pass: the credential is that Auth Token',
    ],
    [
      'fails where it is the secondary one',
      token({ probes: { 'own-account': shown(false) } }),
      'fail: is the secondary one',
    ],
    [
      'fails where it is the secondary one beside a SID in upper case',
      token({
        parse: parsed(authToken(`AC${ACCOUNTS.production.slice(2).toUpperCase()}`)),
        probes: { 'own-account': shown(false) },
      }),
      'fail: is the secondary one',
    ],
    [
      'is skipped where no answer shows the primary one',
      token({ probes: { 'own-account': shown(undefined) } }),
      'skipped: the credential is that Auth Token; Twilio did not show',
    ],
    [
      'is left to credential.accepted otherwise',
      token({ probes: {} }),
      'skipped: credential.accepted',
    ],
    [
      'is left to it where malformed too',
      token({ parse: malformed }),
      'skipped: credential.accepted',
    ],
    [
      "is not this account's where it is proven for another",
      token({
        parse: parsed(authToken(ACCOUNTS.staging)),
        probes: { 'own-account': accountReply(ACCOUNTS.staging) },
      }),
      'skipped: credential.accepted',
    ],
  ])('%s', (_name, evidence, expected) => {
    expectJudgement(webhookAuthToken, evidence, expected);
  });
});
