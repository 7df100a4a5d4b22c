import type { CommandResult } from '../command/measure-command.ts';
import type { LatencyResult } from '../latency/measure-latency.ts';
import type { StartupResult } from '../startup/measure-startup.ts';
import type { Judgement } from './thresholds.ts';

/** Everything one run measured, as `--json` prints it. Times are milliseconds, medians of the rounds. */
export interface Results extends Measurements {
  readonly node: string;
  readonly rounds: number;
  readonly thresholds: readonly Judgement[];
}

/** The part that is measured, before it is judged. */
export interface Measurements {
  readonly startup: readonly StartupResult[];
  readonly command: readonly CommandResult[];
  readonly latency: readonly LatencyResult[];
}
