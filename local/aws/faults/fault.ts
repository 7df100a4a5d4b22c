import { z } from 'zod';
import { SERVICE_NAMES } from '../wire/operation.ts';

/** Which calls a fault strikes, and how many of them. */
const aim = {
  service: z.enum(SERVICE_NAMES),
  /** `GetSecretValue`; every operation of the service where absent. */
  operation: z.string().min(1).optional(),
  /** As the call names it: secret name or ARN, topic ARN, job id, role ARN. Every one where absent. */
  resource: z.string().min(1).optional(),
  /** Calls it strikes before it is spent; no end where absent. */
  times: z.int().min(1).optional(),
  /** Share of the calls it strikes, by chance: above 0, below 1. Every one where absent. */
  chance: z.number().gt(0).lt(1).optional(),
};

const schema = z.discriminatedUnion('kind', [
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

/** A fault: which calls it strikes, and its effect on them. */
export type Fault = Readonly<z.infer<typeof schema>>;

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
export type FaultEffect = WithoutAim<Fault>;

type WithoutAim<AnyFault> = AnyFault extends unknown ? Omit<AnyFault, keyof typeof aim> : never;

export type FaultKind = Fault['kind'];

/**
 * Parses a fault that came from outside, or from a test.
 *
 * @throws ZodError naming each member that is missing, unknown or out of bounds.
 */
export function parseFault(fault: unknown): Fault {
  return schema.parse(fault);
}
