import { sameSid } from '../credential/same-sid.ts';
import type { Credential } from '../model/credential.ts';
import type { CredentialEvidence } from '../model/evidence.ts';
import type { KnownAccount } from './account-facts.ts';
import type { AnswerMeaning } from './answers.ts';
import { type Answers, accountAnswer, type ReplyVerdict } from './answers.ts';
import type { CredentialProof } from './credential-proof.ts';
import type { ShownKeyType } from './key-type.ts';

/** Another environment's account, once, with every environment that declares it. */
export interface OtherAccount {
  readonly accountSid: string;
  readonly names: readonly string[];
}

/**
 * What Twilio's own rules say of a credential's reach, before anything is asked: only the Auth Token or a
 * Main key of a top-level account reads other accounts' resources.
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

/**
 * The accounts of the other environments, each once: those first that are declared to belong to this one,
 * since its credential is most likely to read them, else in the order of the configuration.
 */
export function otherAccounts({ declared, expectation }: CredentialEvidence): OtherAccount[] {
  const { sid } = expectation.account;
  const others = new Map<string, string[]>();
  const owned = declared.filter(({ parentSid }) => parentSid === sid);
  const inOrder = owned.length === 0 ? declared : new Set([...owned, ...declared]);
  for (const { name, accountSid } of inOrder) {
    if (accountSid === sid) continue;
    const names = others.get(accountSid);
    if (names === undefined) others.set(accountSid, [name]);
    else names.push(name);
  }
  return Array.from(others, ([accountSid, names]) => ({ accountSid, names }));
}

/** The facts that decide whether a credential can reach other accounts. */
export interface ReachBasis {
  readonly evidence: CredentialEvidence;
  readonly answers: Answers;
  readonly proof: CredentialProof;
  readonly knownAccount: KnownAccount | undefined;
  readonly keyType: ShownKeyType;
  readonly others: readonly OtherAccount[];
}

/** Judges the reach from what is known of the credential and its account. Asks nothing. */
export function judgeReach(basis: ReachBasis): Reach {
  const { proof, others } = basis;
  switch (proof.outcome) {
    case 'proven':
      return others.length === 0
        ? none('no other account is declared')
        : reachOfWorking(basis, proof.accountSid);
    case 'other-account':
      if (proof.accountSid !== undefined) {
        return notApplicable(`it acts as ${proof.accountSid}, which account.identity judges`);
      }
      return possible('it is a Main key of another account, as the parent is');
    case 'unnamed-account':
      return others.length === 0 ? none('no other account is declared') : reachOfKey(basis, false);
    case 'test-credentials':
      return notApplicable('test credentials read no account');
    case 'request-refused':
      if (proof.shownBy === undefined && basis.answers['own-account']?.verdict === 'yes') {
        return possible('it may be a Main key of another account, as the parent is');
      }
      return notApplicable('Twilio refuses a request of this credential');
    case 'rejected':
    case 'inactive':
      return notApplicable('a credential that Twilio refuses reaches no account');
    case 'undecided':
      return open('Twilio did not say what the credential is');
    case 'not-asked':
      return notApplicable(proof.reason);
  }
}

function reachOfWorking(basis: ReachBasis, actsAs: string): Reach {
  const { parse, expectation } = basis.evidence;
  const isOf = (kind: Credential['kind']): boolean =>
    parse?.outcome === 'parsed' && parse.credential.kind === kind;
  if (isOf('oauth-client')) return none('an OAuth client works in its own account alone');
  const isKey = isOf('api-key');
  // An Auth Token of a wrong account shows that one, whatever the auditor saw of the declared.
  const account = isKey ? basis.knownAccount?.account : basis.answers['own-account']?.account;
  const owner = account?.ownerSid;
  // An account that names no owner may be a top-level one.
  const isSubaccount = owner !== undefined && owner !== account?.sid;
  if (isSubaccount && !sameSid(actsAs, expectation.account.sid)) {
    return notApplicable(`it acts as ${actsAs}, which account.identity judges`);
  }
  if (isSubaccount)
    return none(`${actsAs} is a subaccount: its credentials reach no other account`);
  return isKey ? reachOfKey(basis, account !== undefined) : possible('an Auth Token');
}

/** The key of a top-level account, or of one that no answer shows. */
function reachOfKey({ keyType, answers }: ReachBasis, isTopLevel: boolean): Reach {
  if (keyType === 'not-main' || keyType === 'restricted') {
    return none('it is no Main key, and other keys reach no other account');
  }
  if (isTopLevel) return possible('it may be a Main key of a top-level account');
  const own = answers['own-account'];
  const refused = own !== undefined && WITHOUT_TYPE.includes(own.meaning);
  const reason = 'Twilio showed neither the type of the key nor its account';
  return refused ? notApplicable(reason) : open(reason);
}

/** Twilio's own words about the account that show no type of key, and that no outage explains. */
const WITHOUT_TYPE: readonly AnswerMeaning[] = ['inactive', 'not-found', 'test-credentials'];

/** The others' accounts, by what Twilio said when this credential asked for them. */
export interface ReachAnswers {
  readonly reached: readonly OtherAccount[];
  readonly refused: readonly OtherAccount[];
  /** The answer says nothing, or there is none. */
  readonly open: readonly OtherAccount[];
  /** More than {@link MOST_ACCOUNTS_ASKED}: not asked at all. */
  readonly unasked: readonly OtherAccount[];
}

/** Sorts the other accounts by Twilio's answers about them. */
export function sortByAnswer(
  others: readonly OtherAccount[],
  { probes }: CredentialEvidence,
): ReachAnswers {
  const sorted: Record<ReplyVerdict, OtherAccount[]> = { yes: [], no: [], unknown: [] };
  for (const other of others.slice(0, MOST_ACCOUNTS_ASKED)) {
    const reply = probes.reach?.[other.accountSid];
    const verdict = reply && accountAnswer(reply, other.accountSid).verdict;
    sorted[verdict ?? 'unknown'].push(other);
  }
  const unasked = others.slice(MOST_ACCOUNTS_ASKED);
  return { reached: sorted.yes, refused: sorted.no, open: sorted.unknown, unasked };
}

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
