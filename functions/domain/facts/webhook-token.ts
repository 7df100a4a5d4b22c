import type { CredentialEvidence, Evidence } from '../model/evidence.ts';
import type { Redacted } from '../model/redacted.ts';
import { type Answer, answersOf } from './answers.ts';

/**
 * The Auth Token that Twilio must be asked with for webhooks: declared, well-formed, and not the
 * credential itself, which is asked with anyway.
 */
export function webhookToken(
  evidence: Pick<Evidence, 'authToken' | 'expectation' | 'parse'>,
): Redacted<string> | undefined {
  const { authToken, expectation } = evidence;
  if (expectation.webhookAuthToken !== true || isTheCredential(evidence)) return undefined;
  return authToken?.outcome === 'parsed' ? authToken.value : undefined;
}

/** True where the secret's Auth Token is the environment's credential, not a second value beside it. */
export function isTheCredential({ parse }: Pick<Evidence, 'parse'>): boolean {
  if (parse?.outcome === 'malformed') return parse.kind === 'auth-token';
  return parse?.outcome === 'parsed' && parse.credential.kind === 'auth-token';
}

/** Twilio's answer on the webhook Auth Token, for a caller that has no Facts; undefined where it was not asked. */
export function webhookAnswer(evidence: CredentialEvidence): Answer | undefined {
  return answersOf(evidence)['webhook-account'];
}
