import type { SecretFailure, SecretReading } from '../../domain/model/ports.ts';
import type { AwsFault } from './describe-fault.ts';

/** The half of {@link SecretReading} that says why there is no value. */
export type FailedReading = Extract<SecretReading, { readonly outcome: 'failed' }>;

interface Rule {
  readonly name: string;
  /** Wording that separates two meanings of one name; absent matches always. */
  readonly wording?: RegExp | undefined;
  readonly failure: SecretFailure;
}

// First match wins. Names, never HTTP status: Secrets Manager answers 400 for all of them. The wording
// of a missing version: "can't find the specified secret value for staging label: AWSPENDING". A user
// or secret may have "kms" in its name, so KMS's own phrases are matched.
const RULES: readonly Rule[] = [
  {
    name: 'ResourceNotFoundException',
    wording: /secret value for|staging label|VersionId/i,
    failure: 'no-such-version',
  },
  { name: 'ResourceNotFoundException', failure: 'not-found' },
  { name: 'InvalidRequestException', wording: /delet/i, failure: 'pending-deletion' },
  { name: 'InvalidRequestException', failure: 'invalid-request' },
  { name: 'InvalidParameterException', failure: 'invalid-request' },
  { name: 'ValidationException', failure: 'invalid-request' },
  { name: 'DecryptionFailure', failure: 'kms-denied' },
  {
    name: 'AccessDeniedException',
    wording: /access to KMS|perform: kms:|KMS key|master key/i,
    failure: 'kms-denied',
  },
  { name: 'AccessDeniedException', failure: 'access-denied' },
];

/**
 * What a failed GetSecretValue says about the secret, by error name and wording.
 *
 * Everything else is `unavailable`: throttling, 5xx, time-outs and garbage, but also faults of the
 * caller's own credentials (ExpiredTokenException, UnrecognizedClientException,
 * InvalidSignatureException), which say nothing about this secret.
 */
export function secretFailure(fault: AwsFault): FailedReading {
  const rule = fault.named ? RULES.find((candidate) => matches(candidate, fault)) : undefined;
  return failedReading(rule?.failure ?? 'unavailable', fault.message);
}

/** A failed reading with its text cut to the port's 500 characters. */
export function failedReading(failure: SecretFailure, message: string): FailedReading {
  return { outcome: 'failed', failure, message: message.slice(0, 500) };
}

function matches(rule: Rule, fault: AwsFault): boolean {
  return rule.name === fault.name && (rule.wording?.test(fault.message) ?? true);
}
