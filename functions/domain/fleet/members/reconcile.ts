import type { FleetMember, InventoryFinding } from '../../model/fleet-member.ts';
import type { ListedAccount } from '../../questions/account-list.ts';
import type { DeclaredMember } from './declared-member.ts';
import { ACCOUNT_TAG, type MemberSecret } from './member-secrets.ts';

/** A member before it has its place. */
export type Reconciled = Omit<FleetMember, 'index'>;

type Secrets = ReadonlyMap<string, MemberSecret>;

/**
 * The members of a list, and the secrets that no member of it has. A member without a secret is one like any
 * other: its verification says that the secret is missing.
 */
export function reconcileList(
  members: readonly DeclaredMember[],
  secrets: Secrets,
): readonly Reconciled[] {
  const listed = new Set(members.map(({ member }) => member));
  return [...withoutTwins(members), ...orphans(listed, secrets)];
}

/**
 * The subaccounts, and the secrets of none of them. A closed account is a member as long as it has a secret:
 * its verification says so. Without one it is none: Twilio lists closed accounts on, and nothing is left to do.
 */
export function reconcileSubaccounts(
  accounts: readonly ListedAccount[],
  secrets: Secrets,
): readonly Reconciled[] {
  const members = accounts
    .filter(({ sid, status }) => status !== 'closed' || hasSecret(secrets, sid))
    .map(({ sid }) => ({ member: sid, accountSid: sid }));
  return reconcileList(members, secrets);
}

/**
 * The secrets, and, where the accounts are known, those that no secret names. One that has the name of a member
 * is not listed beside it: two results of one name would be one, and the milder might hold.
 */
export function reconcileSecrets(
  secrets: Secrets,
  accounts: readonly ListedAccount[] | undefined,
): readonly Reconciled[] {
  const members = [...secrets].map(([member, secret]) => ({
    member,
    accountSid: secret.accountSid,
    finding: findingOf(secret),
  }));
  const named = new Set(members.map(({ accountSid }) => accountSid));
  const unnamed = (accounts ?? []).filter(
    ({ sid, status }) => status !== 'closed' && !named.has(sid) && !secrets.has(sid),
  );
  return [...withoutTwins(members), ...unnamed.map(({ sid }) => accountWithoutSecret(sid))];
}

function hasSecret(secrets: Secrets, member: string): boolean {
  const secret = secrets.get(member);
  return secret !== undefined && secret.deletedAt === undefined;
}

/** Who takes a secret away gave its member up: a fleet is not held for the days until it is gone. */
function findingOf({
  name,
  accountSid,
  hasTag,
  deletedAt,
}: MemberSecret): InventoryFinding | undefined {
  if (deletedAt !== undefined) {
    return {
      verdict: 'warn',
      cause: 'secret.pending-deletion',
      summary: `The secret ${name} is planned for deletion: it was not verified.`,
    };
  }
  if (accountSid !== undefined) return undefined;
  const what = hasTag
    ? `the tag ${ACCOUNT_TAG} of the secret ${name} is no Account SID (AC and 32 digits or lower-case letters a to f)`
    : `the secret ${name} has no tag ${ACCOUNT_TAG}`;
  return {
    verdict: 'inconclusive',
    summary: `Not verified: ${what}, so it is not known which account it should be for.`,
  };
}

/**
 * A secret of no member: a credential of an account that was left, or of one that was left out. It warns, since
 * nothing that is declared reads it; one that is planned for deletion is being dealt with.
 */
function orphans(members: ReadonlySet<string>, secrets: Secrets): readonly Reconciled[] {
  return [...secrets]
    .filter(([member, { deletedAt }]) => !members.has(member) && deletedAt === undefined)
    .map(([member, { name }]) => ({
      member,
      finding: {
        verdict: 'warn',
        summary: `The secret ${name} is of no member that is listed: list it, or delete the secret.`,
      },
    }));
}

/** It warns: an account may be for something else. */
function accountWithoutSecret(sid: string): Reconciled {
  return {
    member: sid,
    accountSid: sid,
    finding: {
      verdict: 'warn',
      summary: `No secret of the fleet has the tag ${ACCOUNT_TAG} with ${sid}, an account of the same parent.`,
    },
  };
}

/** Each account is one member's: a second member with it fails, since one of the two has the wrong one. */
function withoutTwins(members: readonly Reconciled[]): readonly Reconciled[] {
  const first = new Map<string, string>();
  return members.map((each) => {
    const { member, accountSid, finding } = each;
    if (accountSid === undefined || finding !== undefined) return each;
    const other = first.get(accountSid);
    first.set(accountSid, other ?? member);
    if (other === undefined) return each;
    const summary = `The account ${accountSid} is declared for ${other} too: each member has its own.`;
    return { ...each, finding: { verdict: 'fail', summary } };
  });
}
