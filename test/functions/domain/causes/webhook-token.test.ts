import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import { ACCOUNTS } from '../accounts.ts';
import { parse } from '../credential/exposed.ts';
import { TOKEN } from '../credential/samples.ts';
import { tokenEvidence } from '../evidence-builder.ts';
import {
  accountReply,
  DENIED,
  noAnswer,
  numbersPage,
  refusal,
  TEST_PAIR,
  unexpected,
} from '../twilio-replies.ts';
import { signing, signingToken, webhookMeets } from '../webhook-evidence.ts';
import { diagnosed, ranking } from './diagnosed.ts';
import type { World } from './world.ts';

const GOOD = { 'webhook-account': accountReply(ACCOUNTS.production) };
const AUDITED: Partial<Evidence> = { auditor: { state: 'ready' } };

const WORLDS: readonly World[] = [
  [
    'no Auth Token',
    webhookMeets(
      { 'audited-account': accountReply(ACCOUNTS.production) },
      { ...AUDITED, authToken: signingToken({}) },
    ),
    'secret.missing-field proven',
    'the secret lacks authToken, the Auth Token for webhook signatures',
  ],
  [
    'white space',
    webhookMeets(GOOD, { authToken: signingToken({ authToken: `${TOKEN} ` }) }),
    'credential.whitespace likely',
    'authToken ends with a space',
  ],
  [
    'a placeholder',
    webhookMeets(GOOD, { authToken: signingToken({ authToken: '<token>' }) }),
    'credential.placeholder likely',
    'authToken holds a placeholder (text in angle brackets)',
  ],
  [
    'a rejection, beside an account that the auditor sees',
    webhookMeets(
      { 'webhook-account': DENIED, 'audited-account': accountReply(ACCOUNTS.production) },
      AUDITED,
    ),
    'credential.rejected likely',
    'Twilio rejects its webhook Auth Token (20003): it is probably rotated, or of another account',
  ],
  [
    'test credentials',
    webhookMeets({ 'webhook-account': TEST_PAIR }),
    'credential.test-credentials proven',
    'its webhook Auth Token is that of test credentials (20008), which sign no webhook',
  ],
  [
    'an inactive account',
    webhookMeets({ 'webhook-account': refusal(403, 20005) }),
    'account.suspended likely',
    'Twilio refuses its webhook Auth Token: the account is probably suspended',
  ],
  [
    "another environment's Auth Token",
    webhookMeets(
      { 'webhook-account': DENIED, 'own-account': DENIED },
      { otherEnvironments: [{ name: 'staging', outcome: 'compared', common: ['secret value'] }] },
    ),
    'environment.shared-credential proven > credential.rejected likely',
    'the secret of staging holds the same secret value',
  ],
  [
    'server errors',
    webhookMeets({ 'webhook-account': unexpected(503) }),
    'twilio.unavailable proven',
    'Twilio is down: it answers with server errors; the webhook Auth Token was not judged',
  ],
  [
    'a 404 for the declared account',
    webhookMeets({
      'webhook-account': refusal(404, 20404, 'x was not found'),
      'own-account': DENIED,
    }),
    'twilio.unexpected-response likely',
    'Twilio does not find the declared account (20404); the webhook Auth Token was not judged',
  ],
  [
    'no answer, and none about its account either',
    webhookMeets({ 'webhook-account': noAnswer('timeout'), 'own-account': noAnswer('timeout') }),
    'twilio.unavailable likely',
    'Twilio gave no answer in time; the account was not judged',
  ],
  [
    'upper case, which Twilio took',
    webhookMeets(GOOD, { authToken: signingToken({ authToken: TOKEN.toUpperCase() }) }),
    'credential.malformed possible',
    'webhook Auth Token: authToken has hexadecimal digits in upper case; Twilio issues an Auth Token in',
  ],
];

describe('the cause where the Auth Token for webhooks meets', () => {
  it.each(WORLDS.map(([name, ...rest]) => ({ name, rest })))('$name', ({ rest }) => {
    const [evidence, expected, summary] = rest;
    const diagnosis = diagnosed(evidence);
    expect(ranking(diagnosis)).toBe(expected);
    expect(diagnosis.summary).toContain(`production: ${summary}`);
    expect(diagnosis.evidence).not.toEqual([]);
    expect(diagnosis.remediation.filter(({ text }) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
    expect(JSON.stringify(diagnosis).toLowerCase()).not.toContain(TOKEN.slice(0, 8));
  });

  it('an Auth Token that is the credential itself: its own causes, once', () => {
    const secret = { accountSid: ACCOUNTS.production, authToken: `${TOKEN}\n` };
    const evidence = tokenEvidence({
      expectation: signing({ kind: 'auth-token' }),
      parse: parse(secret, 'auth-token'),
      authToken: signingToken(secret),
      probes: {},
    });
    expect(ranking(diagnosed(evidence))).toBe('credential.whitespace likely');
    const seen = diagnosed(evidence).evidence.filter((line) => line.startsWith('authToken ends'));
    expect(seen).toHaveLength(1);
  });

  it('a refusal, together with a faulty key: what to mend first, then the other', () => {
    const evidence = webhookMeets({
      'phone-numbers': numbersPage(ACCOUNTS.staging),
      'webhook-account': TEST_PAIR,
    });
    expect(ranking(diagnosed(evidence))).toMatch(/^credential.test-credentials proven > /);
  });
});
