import type { FaultKind } from './faults/fault.ts';
import type { ServiceName } from './wire/operation.ts';

/**
 * One AWS call as it was answered. Holds identifiers only: never a header, an input, a secret value
 * or the text of an error.
 */
export interface JournalEntry {
  /** ISO 8601, when the call arrived. */
  readonly at: string;
  readonly service: ServiceName;
  readonly operation: string;
  /** From the credential scope of the signature; the world's own Region where unsigned. */
  readonly region: string;
  /** Secret names, topic ARN, job id or role ARN; several for BatchGetSecretValue. */
  readonly resources: readonly string[];
  /** ARN of the user or assumed role; null when the credentials were missing or unknown. */
  readonly principal: string | null;
  /** HTTP status sent; null when the caller got no answer (hang, reset). */
  readonly status: number | null;
  /** Error code sent, for example `ResourceNotFoundException`. */
  readonly error?: string;
  readonly fault?: FaultKind;
  readonly requestId: string;
}
