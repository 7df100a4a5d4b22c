import type { AuditEvidence } from '../../model/audit-evidence.ts';
import type { ListedKey } from '../../model/listed-key.ts';
import type { AuditResult } from './audit-check.ts';
import { type KeyFacts, keyFacts } from './key-facts.ts';
import { ownKey } from './own-key.ts';

export interface ListedKeyJudgement {
  /** What a key has only in its account's list, and this is about: `age`. */
  readonly property: string;
  readonly judge: (key: ListedKey, facts: KeyFacts) => AuditResult;
}

/**
 * The one result about a property of the environment's own key: the judgement where its account lists it,
 * else why there is none. That the key is absent is the finding of `key.present`, and is not told twice.
 */
export function judgeListedKey(
  evidence: AuditEvidence,
  { property, judge }: ListedKeyJudgement,
): AuditResult {
  const own = ownKey(evidence);
  switch (own.outcome) {
    case 'open':
      return own.result;
    case 'absent':
      return {
        status: 'skipped',
        message: `${own.sid} is not a key of the account: it has no ${property} there`,
        apiKeySid: own.sid,
      };
    case 'listed':
      return judge(own.key, keyFacts(own.key, evidence));
  }
}
