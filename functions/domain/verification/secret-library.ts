import type { CredentialKind } from '../credential/credential.ts';
import type { Expectations, SecretReference } from '../expectation.ts';
import { type HeldSecret, readHeldSecret } from './held-secret.ts';
import { createLimiter } from './limiter.ts';
import { withTimeLimit } from './time-limit.ts';
import { BOUNDS, type VerificationPorts } from './verification.ts';

/** Every declared secret, being read; each is read once a run, all at once. */
export interface SecretLibrary {
  readonly environments: ReadonlyMap<string, Promise<HeldSecret>>;
  /** Absent when no auditor is declared. */
  readonly auditor?: Promise<HeldSecret>;
}

/**
 * Starts reading the secrets of all declared environments and of the auditor, each within the time
 * limit. A promise that nobody comes to await never becomes an unhandled rejection.
 */
export function readSecrets(
  expectations: Expectations,
  ports: VerificationPorts,
  parent: AbortSignal,
): SecretLibrary {
  const limited = createLimiter(BOUNDS.secretsAtOnce);
  const timeLimit = { clock: ports.clock, limitMs: BOUNDS.secretsMs, parent };
  const read = (reference: SecretReference, declaredKind: CredentialKind): Promise<HeldSecret> => {
    const reading = limited(() =>
      withTimeLimit(timeLimit, (signal) =>
        readHeldSecret(ports.secrets, reference, { declaredKind, signal }),
      ),
    );
    reading.catch(() => undefined);
    return reading;
  };
  const environments = new Map(
    expectations.environments.map(({ name, secret, credential }) => [
      name,
      read(secret, credential.kind),
    ]),
  );
  // Either kind will do for the auditor; the parse takes the complete one.
  const auditor = expectations.auditor;
  return auditor === undefined
    ? { environments }
    : { environments, auditor: read(auditor.secret, 'auth-token') };
}
