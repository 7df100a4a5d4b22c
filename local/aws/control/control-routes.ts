import { z } from 'zod';
import { parseFault } from '../faults/fault.ts';
import type { DenialRule } from '../secrets/secret-access.ts';
import type { World } from '../server/world.ts';

/** What a route gets: the parsed body, and the name that its path captured. */
export interface ControlInput {
  readonly input: unknown;
  readonly name: string;
}

/** One control call. `run` gives the JSON answer, or undefined for 404. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: RegExp;
  /** The path as a person reads it. */
  readonly shown: string;
  run(world: World, control: ControlInput): object | undefined;
}

const DONE = { ok: true } as const;

const denialSchema: z.ZodType<DenialRule> = z.strictObject({
  denial: z.enum(['access', 'kms-decryption', 'kms-access']),
  secretId: z.string().min(1).exactOptional(),
  principal: z.string().min(1).exactOptional(),
});

const roleSchema = z.strictObject({ roleArn: z.string().min(20) });

const jobSchema = z.strictObject({
  region: z.string().min(1).exactOptional(),
  label: z.string().exactOptional(),
});

/** All control calls; the first whose method and path match answers. */
export const CONTROL_ROUTES: readonly ControlRoute[] = [
  route('GET', '/faults', ({ faults }) => ({ faults: faults.list() })),
  route('POST', '/faults', ({ faults }, { input }) => {
    faults.add(parseFault(input));
    return DONE;
  }),
  route('DELETE', '/faults', ({ faults }) => {
    faults.clear();
    return DONE;
  }),
  route('GET', '/mailbox', ({ notifications }) => ({ mailbox: notifications.mailbox.list() })),
  route('DELETE', '/mailbox', ({ notifications }) => {
    notifications.mailbox.clear();
    return DONE;
  }),
  route('GET', '/phone-log', ({ notifications }) => ({ phoneLog: notifications.phoneLog.list() })),
  route('DELETE', '/phone-log', ({ notifications }) => {
    notifications.phoneLog.clear();
    return DONE;
  }),
  route('GET', '/webhooks', ({ notifications }) => ({ webhooks: notifications.webhookLog.list() })),
  route('DELETE', '/webhooks', ({ notifications }) => {
    notifications.webhookLog.clear();
    return DONE;
  }),
  route('GET', '/jobs', ({ jobs }) => ({ jobs: jobs.list() })),
  route('POST', '/jobs', ({ jobs }, { input }) => jobs.create(jobSchema.parse(input ?? {}))),
  route('GET', '/jobs/:id', ({ jobs }, { name }) => jobs.get(name)),
  route('GET', '/journal', ({ journal }) => ({ journal: journal.list() })),
  route('DELETE', '/journal', ({ journal }) => {
    journal.clear();
    return DONE;
  }),
  route('POST', '/secret-denials', ({ secrets }, { input }) => {
    secrets.access.deny(denialSchema.parse(input));
    return DONE;
  }),
  route('DELETE', '/secret-denials', ({ secrets }) => {
    secrets.access.allow();
    return DONE;
  }),
  route('POST', '/refused-roles', ({ roles }, { input }) => {
    roles.refuse(roleSchema.parse(input).roleArn);
    return DONE;
  }),
  route('DELETE', '/refused-roles', ({ roles }, { input }) => {
    roles.accept(roleSchema.parse(input).roleArn);
    return DONE;
  }),
];

function route(
  method: ControlRoute['method'],
  shown: string,
  run: ControlRoute['run'],
): ControlRoute {
  return { method, shown, path: new RegExp(`^${shown.replace(':id', '([^/]+)')}/?$`), run };
}
