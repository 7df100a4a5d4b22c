import type { Facts } from '../facts/facts.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { OtherEnvironment } from '../model/evidence.ts';
import type { Check } from './check.ts';

/**
 * No other environment uses the same account, key or secret value. Another environment whose secret
 * cannot be read is named, and never blocks this one.
 *
 * SIDs are public: who names this environment's is at fault, and here that is a warning. Only an equal
 * secret value shuts both.
 */
export const environmentIsolation: Check = {
  id: 'environment.isolation',
  title: 'No other environment uses the same account, key or secret value',
  tier: 'offline',
  judge: (facts: Facts): CheckResult => {
    const { evidence } = facts;
    if (evidence.parse?.outcome !== 'parsed') return skipped('no credential was found to compare');
    if (evidence.otherEnvironments.length === 0) return pass('it is the only declared environment');
    const shared = evidence.otherEnvironments.map(describeOverlap).filter((text) => text !== '');
    if (shared.length > 0) {
      return {
        status: isAtFault(facts) ? 'fail' : 'warn',
        message: shared.join('; '),
        expected: 'nothing in common with another environment',
        found: shared.join('; '),
      };
    }
    const said = describeComparison(evidence.otherEnvironments);
    const isKnown = evidence.otherEnvironments.some(({ outcome }) => outcome !== 'unreadable');
    return isKnown ? pass(said) : skipped(said);
  },
};

/** Whether this environment's own secret holds what belongs to another. */
function isAtFault({ evidence, proof, holdsOtherSid }: Facts): boolean {
  const common = evidence.otherEnvironments.flatMap((one) =>
    one.outcome === 'compared' ? one.common : [],
  );
  if (common.includes('secret value')) return true;
  // A key has one secret: where Twilio refuses it with this one, it may be the other's.
  const isRefused = proof.outcome === 'rejected' || proof.outcome === 'other-account';
  return (common.includes('account') && holdsOtherSid) || (common.includes('key') && isRefused);
}

/** What another environment's secret has in common with one's own; empty where that is nothing. */
export function describeOverlap(other: OtherEnvironment): string {
  if (other.outcome !== 'compared' || other.common.length === 0) return '';
  return `the secret of ${other.name} holds the same ${other.common.join(' and the same ')}`;
}

function describeComparison(otherEnvironments: readonly OtherEnvironment[]): string {
  const parts = [
    namesOf(otherEnvironments, 'compared', 'compared with'),
    namesOf(otherEnvironments, 'shared', 'account shared as declared with'),
    unreadable(otherEnvironments),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function namesOf(
  otherEnvironments: readonly OtherEnvironment[],
  outcome: OtherEnvironment['outcome'],
  lead: string,
): string {
  const names = otherEnvironments.filter((one) => one.outcome === outcome).map((one) => one.name);
  return names.length === 0 ? '' : `${lead} ${names.join(', ')}`;
}

function unreadable(otherEnvironments: readonly OtherEnvironment[]): string {
  const reasons: string[] = [];
  for (const one of otherEnvironments) {
    if (one.outcome === 'unreadable') reasons.push(`${one.name} (${one.reason})`);
  }
  return reasons.length === 0 ? '' : `not compared: ${reasons.join(', ')}`;
}
