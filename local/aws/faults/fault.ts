import { z } from 'zod';
import { SERVICE_NAMES, type ServiceName } from '../wire/operation.ts';

/** Which calls a fault strikes, and how many of them. */
export interface FaultAim {
  readonly service: ServiceName;
  /** `GetSecretValue`; every operation of the service where absent. */
  readonly operation?: string | undefined;
  /** As the call names it: secret name or ARN, topic ARN, job id, role ARN. Every one where absent. */
  readonly resource?: string | undefined;
  /** Calls it strikes before it is spent; no end where absent. */
  readonly times?: number | undefined;
  /** Share of the calls it strikes, by chance: above 0, below 1. Every one where absent. */
  readonly chance?: number | undefined;
}

/**
 * What a fault does to a call.
 *
 * - `error`: the given code, message and HTTP status (default 400).
 * - `throttle`, `server-error`: "Rate exceeded" (400), an internal error (500).
 * - `delay`: the call takes effect and is answered after `delayMs`.
 * - `hang`: never answered; `reset`: TCP reset before the operation runs.
 * - `garbage`: 200 with an HTML page; `empty`: 200 with no body. The operation does not run.
 * - `slow-body`: the operation runs; half of its answer comes at once, the rest after `delayMs`.
 * - `accept-then-reset`: the operation takes effect, its answer is lost.
 */
export type FaultEffect =
  | {
      readonly kind: 'error';
      readonly type: string;
      readonly message: string;
      readonly status?: number | undefined;
    }
  | { readonly kind: 'delay' | 'slow-body'; readonly delayMs: number }
  | {
      readonly kind:
        | 'throttle'
        | 'server-error'
        | 'hang'
        | 'reset'
        | 'garbage'
        | 'empty'
        | 'accept-then-reset';
    };

export type Fault = FaultAim & FaultEffect;

export type FaultKind = Fault['kind'];

const aim = {
  service: z.enum(SERVICE_NAMES),
  operation: z.string().min(1).optional(),
  resource: z.string().min(1).optional(),
  times: z.int().min(1).optional(),
  chance: z.number().gt(0).lt(1).optional(),
};

const schema: z.ZodType<Fault> = z.discriminatedUnion('kind', [
  z.strictObject({
    ...aim,
    kind: z.literal('error'),
    type: z.string().min(1),
    message: z.string(),
    status: z.int().min(400).max(599).optional(),
  }),
  z.strictObject({
    ...aim,
    kind: z.enum(['delay', 'slow-body']),
    delayMs: z.int().min(0).max(600_000),
  }),
  z.strictObject({
    ...aim,
    kind: z.enum([
      'throttle',
      'server-error',
      'hang',
      'reset',
      'garbage',
      'empty',
      'accept-then-reset',
    ]),
  }),
]);

/**
 * Parses a fault that came from outside, or from a test.
 *
 * @throws ZodError naming each member that is missing, unknown or out of bounds.
 */
export function parseFault(fault: unknown): Fault {
  return schema.parse(fault);
}
