import { readFileSync } from 'node:fs';
import { type AuditWorld, openAuditWorld } from '../functions/handlers/audit-world.ts';
import type { GateWorld } from '../functions/handlers/gate-world.ts';
import { passPauses } from '../functions/handlers/rotation.ts';
import type { AuditRow } from './audit-rows.ts';
import type { GateRow } from './gate-rows.ts';

const ENDPOINT = 'https://hooks.example.com/promises';
const PRODUCTION = { environment: 'production' };

/** What a gate says of production: to a person, to a pipeline, and last to an HTTPS endpoint. */
export async function playGate(
  world: GateWorld,
  { options, pauses = false, arrange }: GateRow,
): Promise<{
  readonly report: unknown;
  readonly job: unknown;
  readonly alert: unknown;
}> {
  const gate = await world.openGate(options);
  const { aws, topicArn } = gate;
  const endpoint = `${ENDPOINT}/${topicArn.split(':').at(-1)}`;
  aws.notifications.subscribe({ topicArn, protocol: 'https', endpoint });
  arrange(gate);
  const running = gate.handler(PRODUCTION, gate.context);
  const report = await (pauses ? passPauses(gate, running) : running);
  const job = await gate.runJob();
  const calls = aws.notifications.webhookLog.list().filter(({ to }) => to === endpoint);
  return { report: json(report), job: json(job), alert: alertOf(calls.at(-1)?.body) };
}

/** The report of an audit of every environment. */
export async function playAudit({ options, arrange }: AuditRow): Promise<unknown> {
  const world: AuditWorld = await openAuditWorld(options);
  arrange(world);
  return json(await world.invoke({}));
}

/** What version 0.1.0 said in the world of that name. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
}

/** As it is printed: without members that are undefined. */
function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The message for HTTPS and the attributes that filters select on. */
function alertOf(envelope: string | undefined): unknown {
  if (envelope === undefined) return null;
  const { Message, MessageAttributes } = JSON.parse(envelope);
  return { payload: JSON.parse(Message), attributes: MessageAttributes };
}
