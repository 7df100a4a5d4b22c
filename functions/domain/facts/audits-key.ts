import type { EnvironmentExpectation } from '../model/expectation.ts';

/**
 * Whether the gate looks at how the key is kept: only where the configuration declares its age or label,
 * since that is one more question; and in us1 only, where the auditor can see the keys. An Auth Token
 * has neither.
 */
export function auditsKey({ credential, twilioRegion }: EnvironmentExpectation): boolean {
  const { kind, maxAgeDays, labelPrefix } = credential;
  const isDeclared = maxAgeDays !== undefined || labelPrefix !== undefined;
  return isDeclared && kind === 'api-key' && twilioRegion === 'us1';
}
