import type { Facts } from '../facts/facts.ts';
import {
  MOST_ACCOUNTS_ASKED,
  type OtherAccount,
  type ReachAnswers,
} from '../facts/reachable-accounts.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { Check } from './check.ts';

/**
 * It can *not* reach any other declared environment's account. Only a 200 with that account's
 * resource is reach, and Twilio's refusal is the good answer. Judges the credential that the application
 * calls Twilio with; an Auth Token that stands beside an API key for webhooks is not asked with.
 */
export const credentialReach: Check = {
  id: 'credential.reach',
  title: "It can not reach any other declared environment's account",
  tier: 'live',
  judge: (facts: Facts): CheckResult => {
    const { reach, reachAnswers } = facts;
    switch (reach.outcome) {
      case 'none':
        return pass(reach.reason);
      case 'not-applicable':
        return skipped(reach.reason);
      case 'open':
        return { status: 'inconclusive', message: `reach is not known: ${reach.reason}` };
      case 'possible':
        return { ...judgeAnswers(reachAnswers), durationMs: slowestAnswer(facts) };
    }
  },
};

function judgeAnswers({ reached, refused, open, unasked }: ReachAnswers): CheckResult {
  const rest = [
    open.length === 0 ? '' : `; Twilio did not say for ${namesOf(open)}`,
    unasked.length === 0
      ? ''
      : `; not asked, since a run asks for ${MOST_ACCOUNTS_ASKED} accounts at most: ${namesOf(unasked)}`,
  ].join('');
  if (reached.length > 0) {
    const found = `it reads ${described(reached)}`;
    const expected = 'no access to the account of another environment';
    return { status: 'fail', message: `${found}${rest}`, expected, found };
  }
  const denied = refused.length === 0 ? '' : `it may not read ${described(refused)}`;
  if (open.length > 0) {
    return {
      status: 'inconclusive',
      message: `reach is not known${denied && `: ${denied}`}${rest}`,
    };
  }
  return pass(`${denied}${rest}`);
}

function described(accounts: readonly OtherAccount[]): string {
  const [first] = accounts;
  return accounts.length === 1 && first !== undefined
    ? `account ${first.accountSid} (${first.names.join(', ')})`
    : `the accounts of ${namesOf(accounts)}`;
}

/** At most {@link MOST_ACCOUNTS_ASKED} accounts by the environments that declare them. */
function namesOf(accounts: readonly OtherAccount[]): string {
  const shown = accounts.slice(0, MOST_ACCOUNTS_ASKED).map(({ names }) => names.join(' and '));
  const more = accounts.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

function slowestAnswer({ others, evidence }: Facts): number {
  const times = others.map(({ accountSid }) => evidence.probes.reach?.[accountSid]?.durationMs);
  return Math.max(0, ...times.filter((time) => time !== undefined));
}
