import { auditsKey } from '../facts/audits-key.ts';
import { describeUnproven } from '../facts/describe-reply.ts';
import { keyPage } from '../facts/key-page.ts';
import type { AuditEvidence, KeyListing } from '../model/audit-evidence.ts';
import type { AuditCheckId } from '../model/audit-finding.ts';
import { skipped } from '../model/check-result.ts';
import type { Evidence } from '../model/evidence.ts';
import type { TwilioReply } from '../model/ports.ts';
import type { CheckId, CheckStatus } from '../model/report.ts';
import type { AuditResult } from './audit/audit-check.ts';
import { judgeKeyAge, keyAge } from './audit/key-age.ts';
import { judgeKeyLabel, keyLabel } from './audit/key-label.ts';
import type { Check } from './check.ts';

/** The checks of the key audit that belong into this environment's report; most often none. */
export function keyAuditChecks({ expectation, auditor }: Evidence): readonly Check[] {
  if (!auditsKey(expectation) || auditor.state === 'not-configured') return [];
  const { maxAgeDays, labelPrefix } = expectation.credential;
  return [
    ...(maxAgeDays === undefined ? [] : [gateCheck('key.age', keyAge.title, judgeKeyAge)]),
    ...(labelPrefix === undefined
      ? []
      : [gateCheck('key.label', keyLabel.title, (seen) => judgeKeyLabel(seen, labelPrefix))]),
  ];
}

/**
 * A check of the audit as one of the gate. It only ever warns: an old key works as well as a young one,
 * and blocks no deployment. What could not be seen is skipped with its reason, since the verdict is on the
 * credential, of which a list of keys that nobody could read says nothing.
 */
function gateCheck(
  id: Extract<CheckId, AuditCheckId>,
  title: string,
  judge: (seen: AuditEvidence) => AuditResult,
): Check {
  return {
    id,
    title,
    tier: 'audit',
    judge: (evidence) => {
      const reply = evidence.probes['audited-keys'];
      if (reply === undefined) return skipped(whyNotAsked(evidence));
      const { status, message } = judge(auditEvidence(evidence, reply));
      return { status: GATE_STATUS[status], message, durationMs: reply.durationMs };
    },
  };
}

const GATE_STATUS: Readonly<Record<CheckStatus, CheckStatus>> = {
  fail: 'warn',
  warn: 'warn',
  inconclusive: 'skipped',
  skipped: 'skipped',
  pass: 'pass',
};

function whyNotAsked({ auditor }: Evidence): string {
  return auditor.state === 'unusable'
    ? `the auditor credential cannot be used: ${auditor.reason}`
    : 'no credential was found whose key could be looked up';
}

function auditEvidence(
  { expectation, secret, parse, asOf }: Evidence,
  reply: TwilioReply,
): AuditEvidence {
  return {
    expectation,
    asOf,
    secret,
    ...(parse === undefined ? {} : { parse }),
    listing: listingOf(reply, expectation.account.sid),
    held: [],
    unread: [],
  };
}

/** One page is all that a gate asks for; an account with more keys than that is the audit's to list. */
function listingOf(reply: TwilioReply, accountSid: string): KeyListing {
  const asker = 'the auditor';
  const page = keyPage(reply, accountSid);
  if (page === undefined) {
    return { outcome: 'failed', reason: `${asker}: ${describeUnproven(reply)}` };
  }
  const list = { outcome: 'listed', keys: page.keys, asker } as const;
  return page.next === 'none'
    ? list
    : { ...list, missing: 'the gate reads one page: the key audit reads all' };
}
