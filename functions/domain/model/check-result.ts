import type { CheckStatus } from './report.ts';

/** What a check says of one environment. */
export interface CheckResult {
  readonly status: CheckStatus;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  /** Time of the answer the result rests on; absent when nothing was asked. */
  readonly durationMs?: number;
}

export function pass(message: string): CheckResult {
  return { status: 'pass', message };
}

export function skipped(reason: string): CheckResult {
  return { status: 'skipped', message: reason };
}
