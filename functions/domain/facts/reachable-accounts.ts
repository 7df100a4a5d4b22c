import { sameSid } from '../credential/same-sid.ts';
import type { CredentialEvidence, ReachProbeId } from '../model/evidence.ts';
import { shownAccount } from './account-facts.ts';
import { accountResource } from './account-resource.ts';
import { type AnswerMeaning, answerMeaning } from './answer-meaning.ts';
import { credentialProof } from './credential-proof.ts';
import { shownKeyType } from './shown-key-type.ts';

/** Another environment's account, once, with everybody who declares it. */
export interface OtherAccount {
  readonly accountSid: string;
  readonly names: readonly string[];
  /** Where the answer about it is kept. */
  readonly probeId: ReachProbeId;
}

/**
 * What Twilio's own rules say of a credential's reach, before anything is asked (facts, sections 2
 * and 3): only the Auth Token or a Main key of a top-level account reads other accounts' resources.
 *
 * - `none`: it works, and its kind or its account reaches no other.
 * - `possible`: other accounts must be asked for, as this credential.
 * - `open`: the answers do not show what it is; `not-applicable`: nothing works that could reach.
 */
export interface Reach {
  readonly outcome: 'none' | 'possible' | 'open' | 'not-applicable';
  readonly reason: string;
}

/** Questions of one environment about others' accounts, all at once: each is one HTTP request. */
export const MOST_ACCOUNTS_ASKED = 10;

/** The accounts of the other environments, in the order of the configuration, each once. */
export function otherAccounts({ declared, expectation }: CredentialEvidence): OtherAccount[] {
  const others = new Map<string, OtherAccount>();
  for (const { name, accountSid } of declared) {
    if (accountSid === expectation.account.sid) continue;
    const names = [...(others.get(accountSid)?.names ?? []), name];
    others.set(accountSid, { accountSid, names, probeId: `reach:${accountSid}` });
  }
  return [...others.values()];
}

/**
 * True where the type of a working key would show its reach: one question with the key, which spares one
 * for every other account unless it is a Main key.
 */
export function needsKeyType(evidence: CredentialEvidence): boolean {
  return evidence.probes['own-account'] === undefined && reachOf(evidence).outcome === 'possible';
}

/** Judges the reach from what is known of the credential and its account. Asks nothing. */
export function reachOf(evidence: CredentialEvidence): Reach {
  const proof = credentialProof(evidence);
  switch (proof.outcome) {
    case 'proven':
      return otherAccounts(evidence).length === 0
        ? none('no other account is declared')
        : reachOfWorking(evidence, proof.accountSid);
    case 'other-account':
      return possible('it is a Main key of another account, as the parent is');
    case 'test-credentials':
      return notApplicable('test credentials read no account');
    case 'rejected':
    case 'inactive':
      return notApplicable('a credential that Twilio refuses reaches no account');
    case 'undecided':
      return open('Twilio did not say what the credential is');
    case 'not-asked':
      return notApplicable(proof.reason);
  }
}

function reachOfWorking(evidence: CredentialEvidence, actsAs: string): Reach {
  const isKey =
    evidence.parse?.outcome === 'parsed' && evidence.parse.credential.kind === 'api-key';
  // An Auth Token of a wrong account shows that one, whatever the auditor saw of the declared.
  const account = isKey
    ? shownAccount(evidence)?.account
    : accountResource(evidence.probes['own-account']);
  const isSubaccount = account !== undefined && account.ownerSid !== account.sid;
  if (isSubaccount && !sameSid(actsAs, evidence.expectation.account.sid)) {
    return notApplicable(`it acts as ${actsAs}, which account.identity judges`);
  }
  if (isSubaccount)
    return none(`${actsAs} is a subaccount: its credentials reach no other account`);
  return isKey ? reachOfKey(evidence, account !== undefined) : possible('an Auth Token');
}

/** The key of a top-level account, or of one that nobody could read. */
function reachOfKey(evidence: CredentialEvidence, isTopLevel: boolean): Reach {
  const type = shownKeyType(evidence);
  if (type === 'not-main' || type === 'restricted') {
    return none('it is no Main key, and other keys reach no other account');
  }
  if (isTopLevel) return possible('it may be a Main key of a top-level account');
  const own = evidence.probes['own-account'];
  const refused = own !== undefined && REFUSALS.includes(answerMeaning(own));
  const reason = 'Twilio showed neither the type of the key nor its account';
  return refused ? notApplicable(reason) : open(reason);
}

/** Twilio's own words about the account that show no type of key, and that no outage explains. */
const REFUSALS: readonly AnswerMeaning[] = ['inactive', 'not-found', 'test-credentials'];

function none(reason: string): Reach {
  return { outcome: 'none', reason };
}

function possible(reason: string): Reach {
  return { outcome: 'possible', reason };
}

function open(reason: string): Reach {
  return { outcome: 'open', reason };
}

function notApplicable(reason: string): Reach {
  return { outcome: 'not-applicable', reason };
}
