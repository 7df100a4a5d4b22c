import type { Evidence } from '../evidence.ts';
import { type AccountResource, accountResource } from '../twilio/account-resource.ts';
import { describeReply } from '../twilio/describe-reply.ts';
import type { CheckResult } from './check.ts';

/** The declared account as Twilio described it, to the credential itself or to the auditor. */
export type AccountFacts =
  | { readonly known: true; readonly account: AccountResource; readonly durationMs: number }
  | { readonly known: false; readonly result: CheckResult };

/**
 * Finds the declared account in the evidence. When nobody could read it the result is `skipped`
 * (nothing at hand can), or `inconclusive` (something should have, and did not).
 */
export function declaredAccount(evidence: Evidence): AccountFacts {
  for (const id of ['own-account', 'audited-account'] as const) {
    const reply = evidence.probes[id];
    const account = accountResource(reply);
    if (reply !== undefined && account?.sid === evidence.expectation.account.sid) {
      return { known: true, account, durationMs: reply.durationMs };
    }
  }
  return { known: false, result: whyUnknown(evidence) };
}

function whyUnknown(evidence: Evidence): CheckResult {
  const audited = evidence.probes['audited-account'];
  if (audited !== undefined) {
    return inconclusive(`the auditor could not read the account: ${describeReply(audited)}`);
  }
  if (evidence.auditor.state === 'unusable') {
    return inconclusive(`the auditor credential cannot be used: ${evidence.auditor.reason}`);
  }
  return { status: 'skipped', message: whyNobodyCan(evidence) };
}

function whyNobodyCan(evidence: Evidence): string {
  if (evidence.parse?.outcome !== 'parsed') return 'no credential was found to ask with';
  if (evidence.parse.credential.kind === 'api-key') {
    return 'only a Main key or an Auth Token can read its account, and no auditor is configured';
  }
  return 'the credential could not read the declared account';
}

function inconclusive(message: string): CheckResult {
  return { status: 'inconclusive', message };
}
