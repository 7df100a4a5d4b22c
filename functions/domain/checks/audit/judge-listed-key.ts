import type { Facts } from '../../facts/facts.ts';
import type { ListedKey } from '../../model/audit-evidence.ts';
import type { CheckResult, KeyFacts } from '../../model/check-result.ts';
import { keyFacts } from './key-facts.ts';
import { ownKey } from './own-key.ts';

export interface ListedKeyJudgement {
  /** What a key has only in its account's list, and this is about: `age`. */
  readonly property: string;
  readonly judge: (key: ListedKey, facts: KeyFacts) => Omit<CheckResult, 'about'>;
}

/**
 * The one result about a property of the environment's own key: the judgement where its account lists it,
 * else why there is none. That the key is absent is the finding of `key.present`, and is not repeated.
 */
export function judgeListedKey(facts: Facts, judgement: ListedKeyJudgement): CheckResult {
  const { durationMs } = facts.keyListing;
  const result = judgeOwnKey(facts, judgement);
  return durationMs === undefined ? result : { ...result, durationMs };
}

function judgeOwnKey(facts: Facts, { property, judge }: ListedKeyJudgement): CheckResult {
  const own = ownKey(facts);
  switch (own.outcome) {
    case 'open':
      return own.result;
    case 'absent':
      return {
        status: 'skipped',
        message: `${own.sid} is not a key of the account: it has no ${property} there`,
        about: { apiKeySid: own.sid },
      };
    case 'listed': {
      const about = keyFacts(own.key, facts.evidence);
      return { ...judge(own.key, about), about };
    }
  }
}
