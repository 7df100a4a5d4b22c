import type { ListedKey } from '../../model/audit-evidence.ts';
import { type CheckResult, type KeyFacts, pass } from '../../model/check-result.ts';
import { type Check, ONLY_WARNS } from '../check.ts';
import { judgeListedKey } from './judge-listed-key.ts';

/** The key's friendly name begins as declared; says nothing where no prefix is declared. */
export const keyLabel: Check<readonly CheckResult[]> = {
  id: 'key.label',
  title: "The key's friendly name begins with credential.labelPrefix",
  tier: 'audit',
  inGate: { setting: 'labelPrefix', counts: ONLY_WARNS },
  judge: (facts) => {
    const { labelPrefix } = facts.evidence.expectation.credential;
    if (labelPrefix === undefined) return [];
    return [
      judgeListedKey(facts, {
        property: 'label',
        judge: (key, about) => judgeLabel(key, labelPrefix, about),
      }),
    ];
  },
};

function judgeLabel({ sid, label }: ListedKey, prefix: string, facts: KeyFacts): CheckResult {
  const name = facts.label === undefined ? 'has no label' : `is labelled "${facts.label}"`;
  if (label?.startsWith(prefix) === true) return pass(`${sid} ${name}`);
  const message = `${sid} ${name}; declared is a label that begins with "${prefix}"`;
  return { status: 'fail', message };
}
