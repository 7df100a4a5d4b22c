import type { AuthTokenParse, CredentialParse } from './credential-parse.ts';
import type { SecretEvidence } from './evidence.ts';

/** One secret, read and parsed: what an environment holds, whether it is good or not. */
export interface ParsedSecret {
  readonly secret: SecretEvidence;
  /** Absent when the secret could not be read. */
  readonly parse?: CredentialParse;
  /** Absent when the secret could not be read, or is no JSON object. */
  readonly authToken?: AuthTokenParse;
}
