import { lowerCased, repairCredential } from '../credential/repair-credential.ts';
import { sameSid } from '../credential/same-sid.ts';
import type { Credential } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Redacted } from '../model/redacted.ts';

/** The Account SID that stands in the secret, also where another field of it is malformed. */
export function secretSid({ parse }: Evidence): string | undefined {
  if (parse?.outcome === 'parsed') return parse.credential.accountSid;
  return parse?.outcome === 'malformed' ? parse.sids.accountSid : undefined;
}

/** Whether the secret names another account than the declared one: most of a diagnosis already. */
export function holdsOtherSid(evidence: Evidence): boolean {
  const sid = secretSid(evidence);
  return sid !== undefined && !sameSid(sid, evidence.expectation.account.sid);
}

/**
 * Whether the secret is a copy of another environment's: it names that one's account and holds the
 * same secret value. The data alone proves it, so that Twilio need not be asked.
 */
export function isCopyOfOther(evidence: Evidence): boolean {
  const sid = secretSid(evidence);
  if (sid === undefined || sameSid(sid, evidence.expectation.account.sid)) return false;
  const owner = evidence.declared.find((one) => sameSid(one.accountSid, sid))?.name;
  return evidence.otherEnvironments.some(
    (one) =>
      one.name === owner && one.outcome === 'compared' && one.common.includes('secret value'),
  );
}

/** Environments whose secrets hold the same key or secret value as this one's. */
export function environmentsInCommon({ otherEnvironments }: Evidence): readonly string[] {
  const alike = otherEnvironments.filter(
    (one) =>
      one.outcome === 'compared' &&
      (one.common.includes('secret value') || one.common.includes('key')),
  );
  return alike.map(({ name }) => name);
}

/** The credential that follow-up questions try: the environment's own, repaired where its form is odd. */
export function triedCredential({ parse }: Evidence): Credential | undefined {
  if (parse?.outcome === 'parsed') {
    return lowerCased(parse.credential, parse.warnings) ?? parse.credential;
  }
  return parse?.outcome === 'malformed' ? repairCredential(parse) : undefined;
}

/** The version id that AWSCURRENT named when it was read; empty where it could not be. */
export function currentVersion({ secret }: Evidence): string {
  return secret.outcome === 'read' ? secret.versionId : '';
}

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
