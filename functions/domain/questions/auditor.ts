import type { AuditorEvidence } from '../model/evidence.ts';
import type { TwilioRegion } from '../model/expectation.ts';
import type { ParsedSecret } from '../model/parsed-secret.ts';
import type { BasicCredential } from '../model/twilio-api.ts';
import { basicCredential } from './twilio-questions.ts';

/** Accounts live in US1 whatever Regions they use, and so does the auditor: its credential is refused elsewhere. */
export const AUDITOR_REGION: TwilioRegion = 'us1';

/** The auditor, ready to ask with, or why it cannot be used. */
export interface Auditor {
  readonly evidence: AuditorEvidence;
  readonly credential?: BasicCredential | undefined;
}

/** A broken auditor never condemns an environment: it only leaves questions open. */
export function auditorFrom(held: ParsedSecret | undefined): Auditor {
  if (held === undefined) return { evidence: { state: 'not-configured' } };
  const { secret, parse } = held;
  if (secret.outcome === 'failed') {
    const { failure } = secret;
    const reason = `its secret could not be read (${failure})`;
    return { evidence: { state: 'unusable', reason, failure } };
  }
  if (parse?.outcome !== 'parsed') return unusable('its secret holds no well-formed credential');
  if (parse.credential.kind === 'oauth-client') return unusable('it is an OAuth client');
  return { evidence: { state: 'ready' }, credential: basicCredential(parse.credential) };
}

function unusable(reason: string): Auditor {
  return { evidence: { state: 'unusable', reason } };
}
