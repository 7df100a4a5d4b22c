import type { AuditResult } from '../audit/audit-check.ts';
import type { AuditEvidence, KeyListing } from '../audit/audit-evidence.ts';
import type { AuditCheckId } from '../audit/audit-finding.ts';
import { judgeKeyAge, keyAge } from '../audit/checks/key-age.ts';
import { judgeKeyLabel, keyLabel } from '../audit/checks/key-label.ts';
import type { Evidence } from '../evidence.ts';
import type { EnvironmentExpectation } from '../expectation.ts';
import type { TwilioReply } from '../ports.ts';
import type { CheckId, CheckStatus } from '../report/report.ts';
import { describeUnproven } from '../twilio/describe-reply.ts';
import { keyPage } from '../twilio/key-page.ts';
import { type Check, skipped } from './check.ts';

/**
 * Whether the gate looks at how the key is kept: only where the configuration declares its age or label,
 * since that is one more question; and in us1 only, where the auditor can see the keys. An Auth Token
 * has neither.
 */
export function auditsKey({ credential, twilioRegion }: EnvironmentExpectation): boolean {
  const { kind, maxAgeDays, labelPrefix } = credential;
  const isDeclared = maxAgeDays !== undefined || labelPrefix !== undefined;
  return isDeclared && kind === 'api-key' && twilioRegion === 'us1';
}

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
