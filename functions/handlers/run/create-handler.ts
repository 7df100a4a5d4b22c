import type { Gate } from '../../compose.ts';
import type { RunBase } from '../../compose-base.ts';
import {
  boundedAlerts,
  boundedControls,
  boundedHistory,
} from '../../domain/concurrency/bounded-ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { safeLog } from '../../domain/model/safe-log.ts';
import { safeMetrics } from '../../domain/model/safe-metrics.ts';
import { defectError } from './defect-error.ts';
import type { Invocation } from './invocation.ts';

/** The part of Lambda's context that is read. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
  /** CloudTrail's data events name the caller by it. */
  readonly awsRequestId?: string;
}

/** Makes the gate of a function; it may throw or reject, as `composeGate` does. */
export type ComposeGate = () => Gate | Promise<Gate>;

/** A function as Lambda calls it. */
export type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>;

/**
 * Makes a handler of `handle`. A log or metrics that throw are as good as none, so that they can
 * neither hold nor open a gate, and no port outlives its signal. The gate is composed at once, during Lambda's start; where that fails
 * the error is kept for every invocation, whose caller must be answered nevertheless. Metrics are written
 * last, after every answer and alert.
 *
 * Rejects only with {@link PreflightError}: any other error is logged and becomes `program.defect`.
 */
export function createHandler<Base extends RunBase, Composed extends Gate>(
  given: Base,
  compose: () => Composed | Promise<Composed>,
  handle: (event: unknown, invocation: Invocation<Base, Composed>) => Promise<unknown>,
): Handler {
  const { clock, alerts, history, controls } = given;
  const base = {
    ...given,
    log: safeLog(given.log),
    metrics: safeMetrics(given.metrics),
    alerts: alerts && boundedAlerts(alerts, clock),
    history: history && boundedHistory(history, clock),
    controls: controls && boundedControls(controls, clock),
  };
  const composed = composeNow(compose);
  return async (event, context) => {
    const time = {
      startedMs: base.clock.monotonicMs(),
      remainingMs: context.getRemainingTimeInMillis(),
    };
    const { awsRequestId: requestId } = context;
    try {
      const invocation = { base, gate: await composed, time, requestId };
      return await handle(event, invocation);
    } catch (error) {
      throw error instanceof PreflightError ? error : defectError(error, base.log);
    } finally {
      await base.metrics.publish();
    }
  };
}

/** Composes now and keeps the outcome, error included, for every invocation. */
async function composeNow<Composed>(
  compose: () => Composed | Promise<Composed>,
): Promise<() => Composed> {
  try {
    const gate = await compose();
    return () => gate;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
