import { EXIT, type ExitCode } from '../exit-code.ts';

/** The result of one probe. `skipped` is no fault: there was nothing to probe, or it was not named. */
export type FindingStatus = 'ok' | 'problem' | 'unknown' | 'skipped';

/** One row of what `doctor` found. Holds no secret and no URL with a path. */
export interface Finding {
  /** What was looked at: `aws.identity`, `secret`, `alerts.subscriptions`, … */
  readonly check: string;
  readonly status: FindingStatus;
  /** One or two sentences. */
  readonly message: string;
  /** What to do; absent where there is nothing. */
  readonly remedy?: string;
  /** To paste. */
  readonly command?: string;
}

/** 1: something is wrong. 3: nothing is, but something could not be checked. 0: all is well. */
export function exitCodeOfFindings(findings: readonly Finding[]): ExitCode {
  const statuses = findings.map(({ status }) => status);
  if (statuses.includes('problem')) return EXIT.failed;
  return statuses.includes('unknown') ? EXIT.inconclusive : EXIT.open;
}
