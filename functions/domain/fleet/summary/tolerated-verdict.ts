import type { Tolerance } from '../../model/fleet.ts';
import type { Verdict } from '../../model/report.ts';

/** Members by verdict. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

/** What floating point may add to a whole number of members: 0.07 % of 10,000 is 7. */
const ROUNDING_ERROR = 1e-9;

/**
 * The verdict of a fleet. Members that failed or could not be judged count together against `tolerate`; what
 * is tolerated is a warning. Beyond it the fleet fails where the failed alone are too many, else it is
 * inconclusive: the next run may know more.
 *
 * A percentage is rounded down, since no more than that share is tolerated: 5 % of 19 members is none. Of no
 * members the fleet is inconclusive: nothing passed. Of the counted `outside` are what the lists warn of and no
 * member is, such as secrets of none: they make no share larger.
 */
export function toleratedVerdict(
  verdicts: VerdictCounts,
  tolerate: Tolerance,
  outside = 0,
): Verdict {
  const { pass, warn, fail, inconclusive } = verdicts;
  const total = pass + warn + fail + inconclusive;
  const most =
    'count' in tolerate
      ? tolerate.count
      : Math.floor(((total - outside) * tolerate.percentage) / 100 + ROUNDING_ERROR);
  if (total === 0) return 'inconclusive';
  if (fail > most) return 'fail';
  if (fail + inconclusive > most) return 'inconclusive';
  return fail + inconclusive + warn > 0 ? 'warn' : 'pass';
}
