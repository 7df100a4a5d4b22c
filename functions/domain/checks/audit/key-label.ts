import type { AuditEvidence } from '../../model/audit-evidence.ts';
import type { ListedKey } from '../../model/listed-key.ts';
import type { AuditCheck, AuditResult } from './audit-check.ts';
import { judgeListedKey } from './judge-listed-key.ts';
import type { KeyFacts } from './key-facts.ts';

/** The key's friendly name begins as declared; says nothing where no prefix is declared. */
export const keyLabel: AuditCheck = {
  id: 'key.label',
  title: "The key's friendly name begins with credential.labelPrefix",
  judge: (evidence) => {
    const { labelPrefix } = evidence.expectation.credential;
    return labelPrefix === undefined ? [] : [judgeKeyLabel(evidence, labelPrefix)];
  },
};

/** The one result of {@link keyLabel} for a declared prefix. */
export function judgeKeyLabel(evidence: AuditEvidence, labelPrefix: string): AuditResult {
  return judgeListedKey(evidence, {
    property: 'label',
    judge: (key, facts) => judgeLabel(key, labelPrefix, facts),
  });
}

function judgeLabel({ sid, label }: ListedKey, prefix: string, facts: KeyFacts): AuditResult {
  const name = facts.label === undefined ? 'has no label' : `is labelled "${facts.label}"`;
  if (label?.startsWith(prefix) === true) {
    return { status: 'pass', message: `${sid} ${name}`, ...facts };
  }
  return {
    status: 'fail',
    message: `${sid} ${name}; declared is a label that begins with "${prefix}"`,
    ...facts,
  };
}
