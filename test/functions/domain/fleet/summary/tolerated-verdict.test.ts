import { describe, expect, test } from 'vitest';
import { toleratedVerdict } from '../../../../../functions/domain/fleet/summary/tolerated-verdict.ts';
import type { Tolerance } from '../../../../../functions/domain/model/fleet.ts';
import type { Verdict } from '../../../../../functions/domain/model/report.ts';

describe('the verdict of a fleet', () => {
  test.each<
    [
      string,
      readonly [pass: number, warn: number, fail: number, inconclusive: number],
      Tolerance,
      Verdict,
    ]
  >([
    ['all pass', [10, 0, 0, 0], { percentage: 0 }, 'pass'],
    ['a warning warns', [9, 1, 0, 0], { percentage: 0 }, 'warn'],
    ['one fails and none may', [9, 0, 1, 0], { percentage: 0 }, 'fail'],
    ['one is not known and none may be', [9, 0, 0, 1], { percentage: 0 }, 'inconclusive'],
    ['so many fail as may', [7, 0, 3, 0], { count: 3 }, 'warn'],
    ['one more fails', [6, 0, 4, 0], { count: 3 }, 'fail'],
    ['failed and not known together are as many as may be', [7, 0, 2, 1], { count: 3 }, 'warn'],
    [
      'failed are tolerated, and with those not known they are too many',
      [6, 0, 2, 2],
      { count: 3 },
      'inconclusive',
    ],
    ['not known are too many', [0, 0, 0, 10], { count: 3 }, 'inconclusive'],
    ['a share is rounded down', [18, 0, 1, 0], { percentage: 5 }, 'fail'],
    ['a whole share is tolerated', [19, 0, 1, 0], { percentage: 5 }, 'warn'],
    ['a share that floating point makes smaller', [9_993, 0, 7, 0], { percentage: 0.07 }, 'warn'],
    ['every member may fail', [0, 0, 10, 0], { percentage: 100 }, 'warn'],
    ['no members', [0, 0, 0, 0], { percentage: 100 }, 'inconclusive'],
  ])('%s', (_name, [pass, warn, fail, inconclusive], ...[tolerate, expected]) => {
    expect(toleratedVerdict({ pass, warn, fail, inconclusive }, tolerate)).toBe(expected);
  });

  test('has its share of members, not of what the lists warn of beside them', () => {
    const verdicts = { pass: 18, warn: 21, fail: 1, inconclusive: 0 };
    expect(toleratedVerdict(verdicts, { percentage: 4.9 }, 21)).toBe('fail');
    expect(toleratedVerdict(verdicts, { percentage: 4.9 })).toBe('warn');
  });
});
