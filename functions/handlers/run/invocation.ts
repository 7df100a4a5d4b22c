import type { Gate } from '../../compose.ts';
import type { RunBase } from '../../compose-base.ts';

/** One invocation: what the function is made of, and how much time Lambda gives it. */
export interface Invocation<Base extends RunBase = RunBase, Composed extends Gate = Gate> {
  readonly base: Base;
  /** Throws again what composing the gate threw. */
  readonly gate: () => Composed;
  /** Lambda's, for the history. */
  readonly requestId?: string | undefined;
  readonly time: {
    /** `clock.monotonicMs()` when the handler began. */
    readonly startedMs: number;
    /** What Lambda said was left at that moment. */
    readonly remainingMs: number;
  };
}

/**
 * When things end, counted back from Lambda's time limit. A function that is killed answers nothing,
 * and its caller waits until a limit of its own: CodePipeline 20 minutes.
 */
const BEFORE_THE_END = {
  /** The verification stops asking: what is open becomes inconclusive, and is reported as such. */
  verificationMs: 12_000,
  /** Last attempt to be invoked again; where it fails, an alert still has to go out. */
  continuingMs: 9_000,
  /** Alerts that are not out by then are given up. */
  alertsMs: 2_000,
  /** Last attempt to answer the caller. */
  answeringMs: 1_000,
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
