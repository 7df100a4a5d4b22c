import type { CheckStatus } from '../model/report.ts';

/** Upper case is what a reader must look at; it carries the meaning where there is no colour. */
export const STATUS_WORDS: Readonly<Record<CheckStatus, string>> = {
  fail: 'FAIL',
  inconclusive: 'INCONCLUSIVE',
  warn: 'WARN',
  pass: 'pass',
  skipped: 'skipped',
};
