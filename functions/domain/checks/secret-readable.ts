import type { Facts } from '../facts/facts.ts';
import { type CheckResult, pass } from '../model/check-result.ts';
import type { LocalSource, SecretFailure } from '../model/ports.ts';
import { describeWait } from '../model/rotation-wait.ts';
import { otherArn } from '../text/secret-arn.ts';
import type { Check } from './check.ts';

const WHAT_FAILED: Readonly<Record<SecretFailure, string>> = {
  'not-found': 'the secret does not exist',
  'no-such-version': 'the secret has no value for that version stage',
  'pending-deletion': 'the secret is scheduled for deletion',
  'not-text': 'the value is binary and not text',
  'invalid-request': 'Secrets Manager will not take the request',
  'access-denied': 'reading the secret is denied',
  'kms-denied': 'the KMS key of the secret cannot be used',
  'role-denied': 'the role that reads the secret cannot be assumed',
  unavailable: 'gave no usable answer',
};

function sourceOf(local: LocalSource): string {
  switch (local.kind) {
    case 'file':
      return `the file ${local.path} was read`;
    case 'standard-input':
      return 'standard input was read';
    case 'variables':
      return 'the variables of the process were read';
  }
}

/** The secret exists and may be read. An outage of AWS is inconclusive, not a fault of the secret. */
export const secretReadable: Check = {
  id: 'secret.readable',
  title: 'The secret exists and may be read',
  tier: 'offline',
  judge: ({ evidence }: Facts): CheckResult => {
    const { secret, expectation } = evidence;
    const { id } = expectation.secret;
    if (secret.outcome === 'read') {
      if (secret.local !== undefined) return pass(sourceOf(secret.local));
      const wait = evidence.waited === undefined ? '' : `; ${describeWait(evidence.waited)}`;
      const message = `${id} (${secret.versionStage}) was read, version ${secret.versionId}${wait}`;
      const arn = otherArn(id, secret.arn);
      if (arn === undefined) return pass(message);
      return {
        status: 'warn',
        message: `${message}; its complete ARN is ${arn}: policies and event rules made from the declared one do not match it`,
        expected: id,
        found: arn,
      };
    }
    const isOpen = secret.failure === 'unavailable';
    const service = isOpen ? `${secret.service ?? 'Secrets Manager'} ` : '';
    const found = `${service}${WHAT_FAILED[secret.failure]}`;
    return {
      status: isOpen ? 'inconclusive' : 'fail',
      message: `${id} (${secret.versionStage}): ${found}. ${secret.message}`,
      expected: `${id} can be read`,
      found,
    };
  },
};
