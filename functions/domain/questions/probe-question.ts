import type { Credential } from '../model/credential.ts';
import type { Probe } from '../model/evidence.ts';
import type { EnvironmentExpectation, TwilioRegion } from '../model/expectation.ts';
import type { BasicCredential, TwilioQuestion } from '../model/ports.ts';
import type { Redacted } from '../model/redacted.ts';
import type { Auditor } from './auditor.ts';
import {
  accountQuestion,
  basicCredential,
  keysQuestion,
  phoneNumbersQuestion,
} from './twilio-questions.ts';

/** Who may be asked as, for the probes of one environment. */
export interface Askers {
  readonly expectation: EnvironmentExpectation;
  readonly credential: Credential;
  readonly webhookToken?: Redacted<string>;
  readonly auditor: Promise<Auditor>;
}

/**
 * Accounts live in US1 whatever Regions they use, and so does the auditor: its credential would be
 * refused in the Region of an environment elsewhere (facts, section 6).
 */
const AUDITOR_REGION: TwilioRegion = 'us1';

/** The question of one probe; undefined where there is no credential to ask it with. */
export async function probeQuestion(
  { kind, subject }: Probe,
  askers: Askers,
): Promise<TwilioQuestion | undefined> {
  const { credential, expectation } = askers;
  const { twilioRegion: region, account } = expectation;
  const asker = await askerOf(kind, askers);
  if (asker === undefined) return undefined;
  const as = { credential: asker, region: isAuditors(kind) ? AUDITOR_REGION : region };
  if (kind === 'audited-keys') return keysQuestion(account.sid, as);
  if (kind === 'phone-numbers') return phoneNumbersQuestion(account.sid, as);
  // An Auth Token's identity is its username: a parent gets 200 on a child's path (facts, section 10).
  if (kind === 'own-account' && credential.kind === 'auth-token') {
    return accountQuestion(credential.accountSid, as);
  }
  return accountQuestion(subject ?? account.sid, as);
}

async function askerOf(kind: Probe['kind'], askers: Askers): Promise<BasicCredential | undefined> {
  const { credential, expectation, webhookToken, auditor } = askers;
  if (isAuditors(kind)) return (await auditor).credential;
  if (kind === 'webhook-account') {
    // The declared account, whatever SID stands in the secret: its webhooks are the ones to be signed.
    return webhookToken && { username: expectation.account.sid, password: webhookToken };
  }
  return credential.kind === 'oauth-client' ? undefined : basicCredential(credential);
}

function isAuditors(kind: Probe['kind']): boolean {
  return kind === 'audited-account' || kind === 'audited-keys';
}
