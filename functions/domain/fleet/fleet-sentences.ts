import type { FleetProgress } from '../model/fleet-ports.ts';
import type { FleetReport } from '../model/schemas/fleet-schema.ts';
import { VERDICTS_WORST_FIRST } from '../model/verdict.ts';
import { count } from '../text/count.ts';

export const NUMBERS: Intl.NumberFormat = new Intl.NumberFormat('en-US');

/** `3,000 of 10,000 members, 25 of them not judged`; while members are listed it says that. */
export function progressSentence(progress: FleetProgress | 'unknown' | undefined): string {
  if (progress === undefined) return 'the members are being listed';
  if (progress === 'unknown') return 'how far it is could not be read';
  const { total, done, notJudged } = progress;
  const lost = notJudged === 0 ? '' : `, ${NUMBERS.format(notJudged)} of them not judged`;
  return `${NUMBERS.format(done)} of ${NUMBERS.format(total)} members${lost}`;
}

/** `10,000 members: 3 fail, 1 inconclusive, 9,996 pass`. */
export function countsSentence({ fleet: { total, verdicts } }: FleetReport): string {
  const parts = VERDICTS_WORST_FIRST.filter((one) => verdicts[one] > 0).map(
    (one) => `${NUMBERS.format(verdicts[one])} ${one}`,
  );
  const members = total === 1 ? count(total, 'member') : `${NUMBERS.format(total)} members`;
  return parts.length === 0 ? members : `${members}: ${parts.join(', ')}`;
}

/** `Causes: credential.rejected (2), secret.not-found (1).`; empty where there is none. */
export function causesSentence({ fleet: { causes } }: FleetReport): string {
  if (causes.length === 0) return '';
  const shown = causes.map(({ cause, count: often }) => `${cause} (${NUMBERS.format(often)})`);
  return `Causes: ${shown.join(', ')}.`;
}
