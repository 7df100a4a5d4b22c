import type { RunBase } from '../../compose-base.ts';
import type { GateOrThrow } from './lazy-gate.ts';

/** One invocation: what the function is made of, and how much time Lambda gives it. */
export interface Invocation<Base extends RunBase = RunBase> {
  readonly base: Base;
  readonly gate: GateOrThrow;
  /** Lambda's, for the history. */
  readonly requestId?: string;
  readonly time: {
    /** `clock.monotonicMs()` when the handler began. */
    readonly startedMs: number;
    /** What Lambda said was left at that moment. */
    readonly remainingMs: number;
  };
}

/**
 * When things end, counted back from Lambda's time limit. A function that is killed answers nothing,
 * and whoever waits does so until a limit of its own: CodePipeline 20 minutes.
 */
const BEFORE_THE_END = {
  /** The verification stops asking: what is open becomes inconclusive, and is reported as such. */
  verificationMs: 12_000,
  /** The watchdog answers in place of a verification that did not stop; at least 5 s before the end. */
  watchdogMs: 9_000,
  /** Alerts that are not out by then are given up. */
  alertsMs: 2_000,
  /** Last attempt to answer whoever waits. */
  settlingMs: 1_000,
} as const;

/** Milliseconds from now until one of the ends; never negative. */
export function msUntil(
  end: keyof typeof BEFORE_THE_END,
  { base, time }: Pick<Invocation, 'base' | 'time'>,
): number {
  return Math.max(0, deadlineOf(end, time) - base.clock.monotonicMs());
}

/** The same end by `clock.monotonicMs()`. */
export function deadlineOf(end: keyof typeof BEFORE_THE_END, time: Invocation['time']): number {
  return time.startedMs + time.remainingMs - BEFORE_THE_END[end];
}
