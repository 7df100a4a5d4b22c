import { z } from 'zod';
import { faultSchema } from '../faults/fault.ts';
import type { FaultQueue } from '../faults/fault-queue.ts';
import type { Journal } from '../journal.ts';
import type { TwilioWorld } from '../world/twilio-world.ts';
import { WorldError } from '../world/twilio-world.ts';
import { ACCOUNT_CHANGES } from './account-changes.ts';
import { RESOURCE_CHANGES } from './resource-changes.ts';

/** What the control calls act on. */
export interface Controlled {
  readonly world: TwilioWorld;
  readonly faults: FaultQueue;
  readonly journal: Journal;
}

/** A control call as it came. */
export interface ControlRequest {
  readonly method: string;
  /** Without query: `/__control__/faults`. */
  readonly path: string;
  /** The raw body; empty when there is none. */
  readonly body: string;
}

/** Status and JSON body of an answer; 204 has none. */
export interface ControlAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** Requests whose path begins so are control calls; `Host` must then be loopback. */
export const CONTROL_PREFIX = '/__control__';

const CHANGES = { ...ACCOUNT_CHANGES, ...RESOURCE_CHANGES };

const changeSchema = z.looseObject({
  change: z.string().refine((name) => Object.hasOwn(CHANGES, name), {
    error: `expected one of ${Object.keys(CHANGES).join(', ')}`,
  }),
});

const CALLS: Readonly<Record<string, (to: Controlled, body: string) => ControlAnswer>> = {
  'GET /__control__': () => ({ status: 200, body: describeVocabulary() }),
  'POST /__control__/faults': ({ faults }, body) => {
    const parsed = z.union([faultSchema.transform((one) => [one]), z.array(faultSchema)]);
    const added = parsed.parse(JSON.parse(body));
    for (const fault of added) faults.add(fault);
    return { status: 201, body: { added: added.length } };
  },
  'DELETE /__control__/faults': ({ faults }) => {
    faults.clear();
    return { status: 204 };
  },
  'GET /__control__/journal': ({ journal }) => ({
    status: 200,
    body: { requests: journal.entries() },
  }),
  'DELETE /__control__/journal': ({ journal }) => {
    journal.clear();
    return { status: 204 };
  },
  'POST /__control__/world': ({ world }, body) => {
    const { change, ...properties } = changeSchema.parse(JSON.parse(body));
    return { status: 200, body: CHANGES[change]?.apply(world, properties) };
  },
};

/**
 * Carries out a control call. `GET /__control__` lists all calls and changes; wrong input is 400
 * with `error` and, for a wrong shape, one line per `issues`.
 */
export function answerControlCall(controlled: Controlled, request: ControlRequest): ControlAnswer {
  const call = CALLS[`${request.method} ${request.path.replace(/\/$/, '')}`];
  if (call === undefined) {
    return { status: 404, body: { error: `expected one of ${Object.keys(CALLS).join(', ')}` } };
  }
  try {
    return call(controlled, request.body);
  } catch (error) {
    return refuseInput(error);
  }
}

function refuseInput(error: unknown): ControlAnswer {
  if (error instanceof z.ZodError) {
    const issues = error.issues.map(
      ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
    );
    return { status: 400, body: { error: 'wrong shape', issues } };
  }
  if (error instanceof SyntaxError) return { status: 400, body: { error: 'the body is not JSON' } };
  if (error instanceof WorldError) return { status: 400, body: { error: error.message } };
  throw error;
}

function describeVocabulary(): unknown {
  const changes = Object.entries(CHANGES).map(([name, { properties }]) => [name, properties]);
  return { calls: Object.keys(CALLS), changes: Object.fromEntries(changes) };
}
