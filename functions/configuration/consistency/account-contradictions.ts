import type { ConfiguredEnvironment } from '../configuration.ts';
import type { IssueParts } from '../configuration-issue.ts';
import { groupBy, joinNames } from './environment-groups.ts';

type Environments = readonly ConfiguredEnvironment[];

/**
 * What environments say together of accounts that cannot be meant or cannot be true: one account
 * twice without `shared` on each, shared with two different parents or types, or an account that is
 * declared the parent of another and yet has a parent itself (Twilio's subaccounts do not nest, 21101).
 *
 * `shared` on one environment alone is no contradiction: the other one may be declared elsewhere.
 */
export function* accountContradictions(environments: Environments): Iterable<IssueParts> {
  const groups = [...groupBy(environments, (each) => each.account.sid).values()];
  const sameAccount = groups.filter((group) => group.length > 1);
  for (const group of sameAccount) yield* undeclaredSharing(group);
  for (const group of sameAccount) yield* disagreement(group, 'parentSid');
  for (const group of sameAccount) yield* disagreement(group, 'type');
  yield* nestedParents(environments);
}

function* undeclaredSharing(group: Environments): Iterable<IssueParts> {
  const last = group.findLast((each) => !each.account.shared);
  if (last === undefined) return;
  yield {
    path: ['environments', last.name, 'account', 'sid'],
    problem: `is the account of several environments (${joinNames(group)})`,
    received: last.account.sid,
    allowed: 'one account per environment, or "shared": true in the account of each of them',
  };
}

function* disagreement(group: Environments, setting: 'parentSid' | 'type'): Iterable<IssueParts> {
  const [first, ...others] = group.filter((each) => each.account[setting] !== undefined);
  const other = others.find((each) => each.account[setting] !== first?.account[setting]);
  if (first === undefined || other === undefined) return;
  yield {
    path: ['environments', other.name, 'account', setting],
    problem: `differs from what ${first.name} declares for the same account`,
    received: other.account[setting],
    allowed: `${JSON.stringify(first.account[setting])} in both, or absent`,
  };
}

function* nestedParents(environments: Environments): Iterable<IssueParts> {
  for (const { name, account } of environments) {
    const child = environments.find(
      (each) => each.account.parentSid === account.sid && each.account.sid !== account.sid,
    );
    const isTopLevel = account.parentSid === undefined || account.parentSid === account.sid;
    if (child === undefined || isTopLevel) continue;
    yield {
      path: ['environments', name, 'account', 'parentSid'],
      problem: `this account is declared the parent of ${child.name}, so it must be a top-level account: subaccounts do not nest`,
      received: account.parentSid,
      allowed: `${JSON.stringify(account.sid)} (its own SID: top-level), or absent`,
    };
  }
}
