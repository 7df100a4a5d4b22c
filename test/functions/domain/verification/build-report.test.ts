import { expect, it } from 'vitest';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { CredentialSummary } from '../../../../functions/domain/model/report.ts';
import { buildEnvironmentReport } from '../../../../functions/domain/verification/build-report.ts';
import { ACCOUNTS } from '../accounts.ts';
import { parse } from '../credential/exposed.ts';
import { KEY_SECRET, TOKEN } from '../credential/samples.ts';
import {
  expecting,
  KEY_SID,
  keyEvidence,
  oauthClient,
  parsed,
  testPairEvidence,
  tokenEvidence,
  unreadEvidence,
} from '../evidence-builder.ts';
import { accountReply, DENIED, noAnswer, numbersPage, refusal } from '../twilio-replies.ts';

const accountSid = ACCOUNTS.production;
const PAGE = numbersPage(accountSid);
const READ = {
  secretId: 'production/twilio/credentials',
  versionId: 'v-1',
  versionStage: 'AWSCURRENT',
} as const;
const KEY = { kind: 'api-key', accountSid, apiKeySid: KEY_SID, ...READ } as const;

const typed = (
  keyType: 'main' | 'standard' | 'restricted',
  own: Evidence['probes']['own-account'],
): Evidence =>
  keyEvidence({
    expectation: expecting({ kind: 'api-key', keyType }),
    probes: { 'phone-numbers': PAGE, ...(own && { 'own-account': own }) },
  });

it.each<readonly [string, Evidence, CredentialSummary]>([
  ['a key of no declared type', keyEvidence(), KEY],
  ['a Main key', typed('standard', accountReply(accountSid)), { ...KEY, keyType: 'main' }],
  ['a Standard key', typed('standard', DENIED), { ...KEY, keyType: 'standard' }],
  ['a key that may be Restricted', typed('restricted', DENIED), KEY],
  ['a Restricted key', typed('standard', refusal(403, 70051)), { ...KEY, keyType: 'restricted' }],
  ['what is no Main key, declared as one', typed('main', DENIED), KEY],
  ['a key of unknown type', typed('standard', undefined), KEY],
  ['an Auth Token', tokenEvidence(), { kind: 'auth-token', accountSid, ...READ }],
  ['test credentials', testPairEvidence(), { kind: 'test', accountSid, ...READ }],
  [
    'an OAuth client',
    keyEvidence({ parse: parsed(oauthClient()), probes: {} }),
    { kind: 'oauth-client', ...READ },
  ],
  [
    'a malformed token with a good SID',
    keyEvidence({ parse: parse({ accountSid, authToken: 'x' }, 'api-key') }),
    { kind: 'auth-token', accountSid, ...READ },
  ],
  [
    'secrets in the fields of SIDs',
    keyEvidence({
      parse: parse({ accountSid: TOKEN, apiKeySid: KEY_SECRET, apiKeySecret: 'x' }, 'api-key'),
    }),
    { kind: 'api-key', ...READ },
  ],
  ['no JSON', keyEvidence({ parse: parse([], 'api-key') }), { kind: 'api-key', ...READ }],
  [
    'an unread secret',
    unreadEvidence(),
    { kind: 'api-key', secretId: READ.secretId, versionStage: 'AWSCURRENT' },
  ],
])('tells whose credential it was: %s', async (_name, evidence, summary) => {
  const { credential } = await buildEnvironmentReport(factsOf(evidence));
  expect(credential).toEqual(summary);
});

it('counts retries, and keeps every request id', async () => {
  const probes = {
    'phone-numbers': { ...noAnswer('timeout'), requestIds: ['RQ1', 'RQ2'] },
    'own-account': DENIED,
  };
  const report = await buildEnvironmentReport(factsOf(keyEvidence({ probes })));
  expect([report.twilioRequests, report.twilioRequestIds]).toEqual([4, ['RQ1', 'RQ2', 'RQ01']]);
});

it.each([
  ['a pass', {}, {}, false],
  ['a fail', { 'own-account': DENIED }, {}, true],
  ['a fail in shadow mode', { 'own-account': DENIED }, { mode: 'shadow' }, false],
  ['an outage', { 'own-account': noAnswer('timeout') }, {}, true],
  [
    'an outage that is allowed',
    { 'own-account': noAnswer('timeout') },
    { onInconclusive: 'allow' },
    false,
  ],
  [
    'a fail where an outage is allowed',
    { 'own-account': DENIED },
    { onInconclusive: 'allow' },
    true,
  ],
] as const)('blocks or opens as declared after %s', async (...[, probes, changes, blocked]) => {
  const evidence = tokenEvidence(Object.keys(probes).length === 0 ? {} : { probes });
  const expectation = { ...evidence.expectation, ...changes };
  const report = await buildEnvironmentReport(factsOf({ ...evidence, expectation }));
  expect(report.blocked).toBe(blocked);
  expect(report.diagnosis === undefined).toBe(report.verdict === 'pass');
});
