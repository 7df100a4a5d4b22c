import type { ConfiguredEnvironment } from '../configuration.ts';
import { type ConfigurationIssue, configurationIssue } from '../configuration-issue.ts';
import { groupBy, joinNames } from './environment-groups.ts';

/**
 * What environments say together of accounts that cannot be meant or cannot be true: one account
 * twice without `shared` on each, shared with two different parents or types, or an account that is
 * declared the parent of another and yet has a parent itself (Twilio's subaccounts do not nest, 21101).
 *
 * `shared` on one environment alone is no contradiction: the other one may be declared elsewhere.
 */
export function findAccountContradictions(
  environments: readonly ConfiguredEnvironment[],
): readonly ConfigurationIssue[] {
  const groups = [...groupBy(environments, (each) => each.account.sid).values()];
  const sameAccount = groups.filter((group) => group.length > 1);
  return [
    ...sameAccount.flatMap(findUndeclaredSharing),
    ...sameAccount.flatMap((group) => findDisagreement(group, 'parentSid')),
    ...sameAccount.flatMap((group) => findDisagreement(group, 'type')),
    ...findNestedParents(environments),
  ];
}

function findUndeclaredSharing(
  group: readonly ConfiguredEnvironment[],
): readonly ConfigurationIssue[] {
  const last = group.findLast((each) => !each.account.shared);
  if (last === undefined) return [];
  return [
    configurationIssue({
      path: ['environments', last.name, 'account', 'sid'],
      problem: `is the account of several environments (${joinNames(group)})`,
      received: last.account.sid,
      allowed: 'one account per environment, or "shared": true in the account of each of them',
    }),
  ];
}

function findDisagreement(
  group: readonly ConfiguredEnvironment[],
  setting: 'parentSid' | 'type',
): readonly ConfigurationIssue[] {
  const [first, ...others] = group.filter((each) => each.account[setting] !== undefined);
  const other = others.find((each) => each.account[setting] !== first?.account[setting]);
  if (first === undefined || other === undefined) return [];
  return [
    configurationIssue({
      path: ['environments', other.name, 'account', setting],
      problem: `differs from what ${first.name} declares for the same account`,
      received: other.account[setting],
      allowed: `${JSON.stringify(first.account[setting])} in both, or absent`,
    }),
  ];
}

function findNestedParents(
  environments: readonly ConfiguredEnvironment[],
): readonly ConfigurationIssue[] {
  return environments.flatMap(({ name, account }) => {
    const child = environments.find(
      (each) => each.account.parentSid === account.sid && each.account.sid !== account.sid,
    );
    const isTopLevel = account.parentSid === undefined || account.parentSid === account.sid;
    if (child === undefined || isTopLevel) return [];
    return [
      configurationIssue({
        path: ['environments', name, 'account', 'parentSid'],
        problem: `this account is declared the parent of ${child.name}, so it must be a top-level account: subaccounts do not nest`,
        received: account.parentSid,
        allowed: `${JSON.stringify(account.sid)} (its own SID: top-level), or absent`,
      }),
    ];
  });
}
