import { describe, expect, it } from 'vitest';
import {
  causesSentence,
  countsSentence,
  progressSentence,
} from '../../../../functions/domain/fleet/fleet-sentences.ts';
import type { FleetProgress } from '../../../../functions/domain/model/fleet-ports.ts';
import type { FleetReport } from '../../../../functions/domain/model/schemas/fleet-schema.ts';

const NONE = { pass: 0, warn: 0, fail: 0, inconclusive: 0 };

function reportOf(changes: Partial<FleetReport['fleet']>): FleetReport {
  const fleet = { total: 0, verdicts: NONE, causes: [], worst: [], ...changes };
  return { schemaVersion: 1, runId: 'run-1', verdict: 'inconclusive', fleet };
}

describe('the progress of a run', () => {
  it.each<[FleetProgress | 'unknown' | undefined, string]>([
    [undefined, 'the members are being listed'],
    ['unknown', 'how far it is could not be read'],
    [{ total: 1, done: 0, notJudged: 0 }, '0 of 1 members'],
    [{ total: 10_000, done: 3_000, notJudged: 0 }, '3,000 of 10,000 members'],
    [
      { total: 10_000, done: 3_000, notJudged: 1_025 },
      '3,000 of 10,000 members, 1,025 of them not judged',
    ],
  ])('is said of %o: %s', (progress, sentence) => {
    expect(progressSentence(progress)).toBe(sentence);
  });
});

describe('the counts of a report', () => {
  it.each<[string, number, Partial<typeof NONE>]>([
    ['0 members', 0, {}],
    ['1 member: 1 fail', 1, { fail: 1 }],
    ['3 members: 3 pass', 3, { pass: 3 }],
    [
      '10,000 members: 3 fail, 1 inconclusive, 2 warn, 9,994 pass',
      10_000,
      { pass: 9_994, warn: 2, inconclusive: 1, fail: 3 },
    ],
  ])('begin with the worst verdict, and name none that no member has: %s', (...row) => {
    const [sentence, total, verdicts] = row;
    expect(countsSentence(reportOf({ total, verdicts: { ...NONE, ...verdicts } }))).toBe(sentence);
  });
});

describe('the causes of a report', () => {
  it('are named with their counts', () => {
    const causes = [
      { cause: 'credential.rejected', count: 1_200 },
      { cause: 'secret.not-found', count: 1 },
    ];
    expect(causesSentence(reportOf({ causes }))).toBe(
      'Causes: credential.rejected (1,200), secret.not-found (1).',
    );
  });

  it('are no sentence where there are none', () => {
    expect(causesSentence(reportOf({}))).toBe('');
  });
});
