import type { Facts } from '../facts/facts.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { Neighbour } from '../model/evidence.ts';
import type { Check } from './check.ts';

/**
 * No other environment uses the same account, key or secret value. Another environment whose secret
 * cannot be read is named, and never blocks this one.
 */
export const environmentIsolation: Check = {
  id: 'environment.isolation',
  title: 'No other environment uses the same account, key or secret value',
  tier: 'offline',
  judge: ({ evidence }: Facts): CheckResult => {
    if (evidence.parse?.outcome !== 'parsed') return skipped('no credential was found to compare');
    if (evidence.neighbours.length === 0) return pass('it is the only declared environment');
    const shared = evidence.neighbours.map(describeOverlap).filter((text) => text !== '');
    if (shared.length > 0) {
      return {
        status: 'fail',
        message: shared.join('; '),
        expected: 'nothing in common with another environment',
        found: shared.join('; '),
      };
    }
    return pass(describeComparison(evidence.neighbours));
  },
};

function describeOverlap(neighbour: Neighbour): string {
  if (neighbour.outcome !== 'compared' || neighbour.common.length === 0) return '';
  return `the secret of ${neighbour.name} holds the same ${neighbour.common.join(' and the same ')}`;
}

function describeComparison(neighbours: readonly Neighbour[]): string {
  const parts = [
    namesOf(neighbours, 'compared', 'compared with'),
    namesOf(neighbours, 'shared', 'account shared as declared with'),
    unreadable(neighbours),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function namesOf(
  neighbours: readonly Neighbour[],
  outcome: Neighbour['outcome'],
  lead: string,
): string {
  const names = neighbours.filter((one) => one.outcome === outcome).map((one) => one.name);
  return names.length === 0 ? '' : `${lead} ${names.join(', ')}`;
}

function unreadable(neighbours: readonly Neighbour[]): string {
  const reasons: string[] = [];
  for (const one of neighbours) {
    if (one.outcome === 'unreadable') reasons.push(`${one.name} (${one.reason})`);
  }
  return reasons.length === 0 ? '' : `not compared: ${reasons.join(', ')}`;
}
