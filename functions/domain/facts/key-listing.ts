import type { KeyListing } from '../model/audit-evidence.ts';
import type { Evidence } from '../model/evidence.ts';
import { describeUnproven } from './describe-reply.ts';
import { keyPage } from './key-page.ts';

/**
 * The keys of the account as they were seen: all of them by the key audit, one page of them by a gate,
 * whose `missing` then says that more were not asked for.
 */
export function keyListing({ audit, probes, auditor, expectation }: Evidence): KeyListing {
  if (audit !== undefined) return audit.listing;
  const reply = probes['audited-keys'];
  if (reply === undefined) return { outcome: 'not-asked', reason: whyNotAsked(auditor) };
  const { durationMs } = reply;
  const asker = 'the auditor';
  const page = keyPage(reply, expectation.account.sid);
  if (page === undefined) {
    return { outcome: 'failed', reason: `${asker}: ${describeUnproven(reply)}`, durationMs };
  }
  const list = { outcome: 'listed', keys: page.keys, asker, durationMs } as const;
  return page.next === 'none'
    ? list
    : { ...list, missing: 'the gate reads one page: the key audit reads all' };
}

function whyNotAsked(auditor: Evidence['auditor']): string {
  return auditor.state === 'unusable'
    ? `the auditor credential cannot be used: ${auditor.reason}`
    : 'no credential was found whose key could be looked up';
}
