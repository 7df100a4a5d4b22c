import type { Facts } from '../facts/facts.ts';
import { urlFault } from '../facts/probe-answer.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { FormatIssue } from '../model/format-issue.ts';
import type { Check } from './check.ts';

/** SIDs and secrets have the right form. Every issue is named, the one to fix first at the head. */
export const credentialFormat: Check = {
  id: 'credential.format',
  title: 'SIDs and secrets have the right form',
  tier: 'offline',
  judge: ({ evidence }: Facts): CheckResult => {
    const { parse } = evidence;
    const url = urlFault(evidence);
    if (url !== undefined) return { status: 'fail', message: url.message };
    if (parse === undefined) return skipped('the secret was not read');
    switch (parse.outcome) {
      case 'parsed':
        return parse.warnings.length === 0
          ? pass('every SID and secret has the right form')
          : { status: 'warn', message: listed(parse.warnings) };
      case 'malformed':
        return { status: 'fail', message: listed(parse.issues) };
      case 'not-json':
      case 'missing-fields':
        return skipped('the secret does not have the fields of a credential');
    }
  },
};

function listed(issues: readonly FormatIssue[]): string {
  return issues.map((issue) => issue.message).join('; ');
}
