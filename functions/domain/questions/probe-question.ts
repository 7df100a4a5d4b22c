import type { Credential } from '../model/credential.ts';
import type { ProbeId } from '../model/evidence.ts';
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
  id: ProbeId,
  askers: Askers,
): Promise<TwilioQuestion | undefined> {
  const { credential, expectation } = askers;
  const { twilioRegion: region, account } = expectation;
  const asker = await askerOf(id, askers);
  if (asker === undefined) return undefined;
  const as = { credential: asker, region: isAuditors(id) ? AUDITOR_REGION : region };
  if (id === 'audited-keys') return keysQuestion(account.sid, as);
  if (id === 'phone-numbers') return phoneNumbersQuestion(account.sid, as);
  // An Auth Token's identity is its username: a parent gets 200 on a child's path (facts, section 10).
  if (id === 'own-account' && credential.kind === 'auth-token') {
    return accountQuestion(credential.accountSid, as);
  }
  const isReach = id.startsWith('reach:');
  return accountQuestion(isReach ? id.slice('reach:'.length) : account.sid, as);
}

async function askerOf(id: ProbeId, askers: Askers): Promise<BasicCredential | undefined> {
  const { credential, expectation, webhookToken, auditor } = askers;
  if (isAuditors(id)) return (await auditor).credential;
  if (id === 'webhook-account') {
    // The declared account, whatever SID stands in the secret: its webhooks are the ones to be signed.
    return webhookToken && { username: expectation.account.sid, password: webhookToken };
  }
  return credential.kind === 'oauth-client' ? undefined : basicCredential(credential);
}

function isAuditors(id: ProbeId): boolean {
  return id === 'audited-account' || id === 'audited-keys';
}
