import type { CommandResult, CommandVariant } from '../command/measure-command.ts';
import type { LatencyColumn } from '../latency/measure-latency.ts';
import type { Variant } from '../startup/bundles.ts';
import type { StartupResult } from '../startup/measure-startup.ts';
import type { Measurements } from './results.ts';

/** A promise about speed or size, and whether this run kept it. */
export interface Judgement {
  readonly promise: string;
  readonly measured: number;
  /** The largest value that keeps the promise. */
  readonly limit: number;
  readonly met: boolean;
}

interface Threshold {
  readonly promise: string;
  readonly limit: number;
  measured(measurements: Measurements): number;
}

const THRESHOLDS: readonly Threshold[] = [
  {
    promise: 'start-up, gate / floor',
    limit: 1.15,
    measured: (from) => startupOf(from, 'floor').gateRatio,
  },
  {
    promise: 'start-up, gate / obvious',
    limit: 0.6,
    measured: (from) => startupOf(from, 'obvious').gateRatio,
  },
  {
    promise: 'gate bundle, bytes',
    limit: 1_000_000,
    measured: (from) => startupOf(from, 'gate').bytes,
  },
  {
    promise: '--help / node -e 0',
    limit: 2.5,
    measured: (from) => commandOf(from, 'help').ratio,
  },
  {
    promise: 'verify, 3 environments / node -e 0',
    limit: 6,
    measured: (from) => commandOf(from, 'verify').ratio,
  },
  {
    promise: '50 environments / 1, Twilio late',
    limit: 1.6,
    measured: (from) => growth(from, 'twilio'),
  },
  {
    promise: '50 environments / 1, AWS late too',
    limit: 1.6,
    measured: (from) => growth(from, 'twilio-and-aws'),
  },
];

/** Holds the measurements against every threshold. */
export function judge(measurements: Measurements): readonly Judgement[] {
  return THRESHOLDS.map((threshold) => {
    const { promise, limit } = threshold;
    const measured = threshold.measured(measurements);
    return { promise, measured, limit, met: measured <= limit };
  });
}

function startupOf({ startup }: Measurements, variant: Variant): StartupResult {
  const result = startup.find((one) => one.variant === variant);
  if (result === undefined) throw new Error(`The ${variant} handler was not measured.`);
  return result;
}

function commandOf({ command }: Measurements, variant: CommandVariant): CommandResult {
  const result = command.find((one) => one.variant === variant);
  if (result === undefined) throw new Error(`The command ${variant} was not measured.`);
  return result;
}

function growth({ latency }: Measurements, column: LatencyColumn): number {
  const msOf = (environments: number): number => {
    const result = latency.find(
      (one) => one.column === column && one.environments === environments,
    );
    if (result === undefined) throw new Error(`${environments} environments were not measured.`);
    return result.gate.ms;
  };
  return msOf(50) / msOf(1);
}
