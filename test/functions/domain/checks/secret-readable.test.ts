import { expect, it } from 'vitest';
import { secretReadable } from '../../../../functions/domain/checks/secret-readable.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { SecretFailure } from '../../../../functions/domain/model/ports.ts';
import { keyEvidence, unreadEvidence } from '../evidence-builder.ts';
import { judged } from './judged.ts';

it('passes for a secret that was read, and names its version', () => {
  expect(judged(secretReadable, keyEvidence())).toBe(
    'pass: production/twilio/credentials (AWSCURRENT) was read, version v-1',
  );
});

it('warns where Secrets Manager answers with another ARN than the declared one', () => {
  const id = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod-twilio';
  const secret = { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v-1' } as const;
  const expectation = { ...keyEvidence().expectation, secret: { id } };
  const answered = (arn: string) => keyEvidence({ expectation, secret: { ...secret, arn } });
  expect(judged(secretReadable, answered(`${id}-AbCdEf`))).toContain(
    `its complete ARN is ${id}-AbCdEf: policies and event rules made from the declared one do not match`,
  );
  expect(secretReadable.judge(factsOf(answered(`${id}-AbCdEf`))).status).toBe('warn');
  expect(secretReadable.judge(factsOf(answered(id))).status).toBe('pass');
});

it.each<readonly [SecretFailure, string, string]>([
  ['not-found', 'fail', 'the secret does not exist'],
  ['no-such-version', 'fail', 'no value for that version stage'],
  ['pending-deletion', 'fail', 'scheduled for deletion'],
  ['not-text', 'fail', 'binary and not text'],
  ['invalid-request', 'fail', 'will not take the request'],
  ['access-denied', 'fail', 'reading the secret is denied'],
  ['kms-denied', 'fail', 'the KMS key of the secret cannot be used'],
  ['role-denied', 'fail', 'the role that reads the secret cannot be assumed'],
  ['unavailable', 'inconclusive', 'Secrets Manager gave no usable answer'],
])('tells %s apart, and quotes AWS', (failure, status, says) => {
  const message = 'AWS says why';
  const evidence = unreadEvidence({
    secret: { outcome: 'failed', versionStage: 'AWSCURRENT', failure, message },
  });
  const result = secretReadable.judge(factsOf(evidence));
  expect(result).toMatchObject({ status, found: expect.stringContaining(says) });
  expect(result.message).toBe(
    `production/twilio/credentials (AWSCURRENT): ${result.found}. AWS says why`,
  );
});
