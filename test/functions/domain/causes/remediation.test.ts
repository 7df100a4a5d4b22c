import { expect, it } from 'vitest';
import { secretReadable } from '../../../../functions/domain/checks/secret-readable.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { LocalSource } from '../../../../functions/domain/model/ports.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import { parse } from '../credential/exposed.ts';
import {
  apiKey,
  authToken,
  expecting,
  keyEvidence,
  parsed,
  tokenEvidence,
  unreadEvidence,
} from '../evidence-builder.ts';
import { accountReply, DENIED, noAnswer } from '../twilio-replies.ts';
import { diagnosed } from './diagnosed.ts';

const ID = '--secret-id production/twilio/credentials --region eu-west-1';
const PUT = `aws secretsmanager put-secret-value ${ID} --secret-string file://credentials.json`;
const VERSIONS = `aws secretsmanager list-secret-version-ids ${ID} --include-deprecated`;
const AGAIN = 'npx --no twilio-preflight verify --env production';
const ASK_GATE =
  'npx --no twilio-preflight invoke --function GATE_FUNCTION --env production --no-alerts';

const unread = (
  failure:
    | 'not-found'
    | 'no-such-version'
    | 'pending-deletion'
    | 'access-denied'
    | 'kms-denied'
    | 'unavailable',
) =>
  unreadEvidence({
    secret: { outcome: 'failed', versionStage: 'AWSCURRENT', failure, message: '' },
  });

it.each<readonly [string, Evidence, readonly string[]]>([
  ['a missing secret', unread('not-found'), [`aws secretsmanager describe-secret ${ID}`, AGAIN]],
  ['a secret without a version', unread('no-such-version'), [VERSIONS, PUT, AGAIN]],
  [
    'a secret in the bin',
    unread('pending-deletion'),
    [`aws secretsmanager restore-secret ${ID}`, AGAIN],
  ],
  [
    'a denied read',
    unread('access-denied'),
    [`aws secretsmanager get-resource-policy ${ID}`, ASK_GATE],
  ],
  ['a denied key', unread('kms-denied'), [`aws secretsmanager describe-secret ${ID}`, ASK_GATE]],
  ['an AWS outage', unread('unavailable'), [AGAIN]],
  ['a rejected key', keyEvidence({ probes: { 'phone-numbers': DENIED } }), [VERSIONS, PUT, AGAIN]],
  [
    "another environment's key",
    keyEvidence({ parse: parsed(apiKey(ACCOUNTS.staging)) }),
    [VERSIONS, PUT, AGAIN],
  ],
])('gives the commands that mend %s', (_name, evidence, commands) => {
  const given = diagnosed(evidence).remediation.map(({ command }) => command);
  expect(given.filter((command) => command !== undefined)).toEqual(commands);
});

it('names no Region where none is known, and an ARN as it is', () => {
  const id = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:production/twilio-AbCdEf';
  const { secretRegion, ...evidence } = keyEvidence({
    expectation: { ...expecting({ kind: 'api-key' }), secret: { id } },
    probes: { 'phone-numbers': DENIED },
  });
  expect(diagnosed(evidence).remediation[0]?.command).toBe(
    `aws secretsmanager list-secret-version-ids --secret-id ${id} --include-deprecated`,
  );
});

it.each([
  ['api-key', '{"accountSid":"AC…","apiKeySid":"SK…","apiKeySecret":"…"}'],
  ['auth-token', '{"accountSid":"AC…","authToken":"…"}'],
  ['test', '{"accountSid":"AC…","authToken":"…"}'],
] as const)('shows what a secret of kind %s looks like', (kind, example) => {
  const evidence = keyEvidence({ expectation: expecting({ kind }), parse: parse('x', kind) });
  expect(diagnosed(evidence).remediation[0]?.text).toContain(example);
});

it('asks for the Account SID beside a good key, and for the whole credential otherwise', () => {
  const beside = keyEvidence({ parse: parsed(apiKey(ACCOUNTS.staging)) });
  const swapped = tokenEvidence({
    parse: parsed(authToken(ACCOUNTS.staging)),
    probes: { 'own-account': accountReply(ACCOUNTS.staging) },
  });
  expect(diagnosed(beside).remediation[1]?.text).toBe(
    `Put Account SID ${ACCOUNTS.production} beside the API key in production/twilio/credentials.`,
  );
  expect(diagnosed(swapped).remediation[1]?.text).toBe(
    `Store a credential of account ${ACCOUNTS.production} itself in production/twilio/credentials.`,
  );
});

it('never tells to upgrade an account that is Full already', () => {
  const probes = { 'own-account': accountReply(ACCOUNTS.production) };
  const expectation = expecting({ kind: 'auth-token' }, { type: 'Trial' });
  const { cause, remediation } = diagnosed(tokenEvidence({ expectation, probes }));
  expect(cause).toBe('account.trial');
  expect(remediation[0]?.text).toContain('correct account.type');
  expect(remediation[0]?.text).not.toContain('Upgrade');
});

it('offers a mapping that would find every field', () => {
  const mapping = { accountSid: 'twilio.accountSid', authToken: 'twilio.authToken' };
  const evidence = tokenEvidence({
    parse: {
      outcome: 'missing-fields',
      nearestKind: 'auth-token',
      found: [],
      missing: ['accountSid', 'authToken'],
      unknownFieldCount: 1,
      mapping,
    },
    probes: {},
  });
  const commands = diagnosed(evidence).remediation.map(({ command }) => command);
  expect(commands).toContain(`"fields": ${JSON.stringify(mapping)}`);
});

it('has no step for an ARN whose end is no word, where a read is denied', () => {
  const id = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:production/twilio-';
  const steps = ['AbC1eF', 'twilio'].map((end) => {
    const expectation = { ...expecting({ kind: 'api-key' }), secret: { id: id + end } };
    const { remediation } = diagnosed({ ...unread('access-denied'), expectation });
    return remediation.filter(({ text }) => text.includes('lacks the six characters')).length;
  });
  expect(steps).toEqual([0, 1]);
});

it('names no Region of a secret that is not found, where none is known', () => {
  const { secretRegion, ...evidence } = unread('not-found');
  const { evidence: seen, summary, remediation } = diagnosed(evidence);
  expect([...seen, summary, ...remediation.map(({ text }) => text)].join()).not.toContain(
    'was asked',
  );
});

it.each<[LocalSource, string, string]>([
  [{ kind: 'standard-input' }, 'Correct the secret.', 'standard input was read'],
  [{ kind: 'file', path: 'a.json' }, 'Correct the file a.json.', 'the file a.json was read'],
  [
    { kind: 'variables', isDeclared: false },
    'Correct the variables where the process gets them from.',
    'the variables of the process were read',
  ],
])('corrects a secret where it is, and keeps the steps of an outage: %j', (local, ...said) => {
  const [step, read] = said;
  const secret = {
    outcome: 'read',
    versionStage: 'AWSCURRENT',
    versionId: 'v',
    local,
  } as const;
  const texts = (probe: TwilioReply): readonly string[] =>
    diagnosed(keyEvidence({ secret, probes: { 'phone-numbers': probe } })).remediation.map(
      ({ text }) => text,
    );
  expect(texts(DENIED)).toContain(step);
  expect(texts(noAnswer('timeout'))).not.toContain(step);
  expect(secretReadable.judge(factsOf(keyEvidence({ secret })))).toMatchObject({ message: read });
});
