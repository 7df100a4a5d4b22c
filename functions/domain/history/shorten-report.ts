import type { EnvironmentReport } from '../model/report.ts';
import { truncateCodePoints } from '../text/code-points.ts';

/** UTF-16 units of JSON: at most 300,000 bytes, of the 400 KB that an item of DynamoDB may have. */
const MAX_LENGTH = 100_000;
/** The last is small enough for any report: a report has fewer than 100 texts outside its lists. */
const ROUNDS = [
  { text: 2_000, items: 100 },
  { text: 500, items: 30 },
  { text: 120, items: 10 },
] as const;

/** A report as it is kept: whole, or shortened and marked as such. */
export type KeptReport = EnvironmentReport & { readonly shortened?: true };

/**
 * The report, or where its JSON would be longer than 100,000 characters a copy whose texts and lists are
 * cut, marked with `"shortened": true`. What is cut ends in `…`. Reports are some 3,000 long; only
 * answers of a hostile service make them long.
 */
export function shortenReport(report: EnvironmentReport): KeptReport {
  let kept: KeptReport = report;
  for (const { text, items } of ROUNDS) {
    if (JSON.stringify(kept).length <= MAX_LENGTH) return kept;
    const cut = JSON.parse(JSON.stringify(report), (_key, value: unknown) => {
      if (typeof value === 'string') return truncateCodePoints(value, text);
      return Array.isArray(value) ? value.slice(0, items) : value;
    });
    kept = { ...cut, shortened: true };
  }
  return kept;
}
