import { readFileSync } from 'node:fs';
import { type AuditWorld, openAuditWorld } from '../functions/handlers/audit-world.ts';
import type { GateWorld, TestGate } from '../functions/handlers/gate-world.ts';
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
  const alerts = subscribe(gate);
  arrange(gate);
  const running = gate.handler(PRODUCTION, gate.context);
  const report = await (pauses ? passPauses(gate, running) : running);
  const job = await gate.runJob();
  return { report: json(report), job: json(job), alert: alerts().at(-1) ?? null };
}

interface Alert {
  readonly payload: { readonly kind: string };
  readonly attributes: unknown;
}

/** Subscribes an HTTPS endpoint to a gate's alerts; gives those that arrived there. */
export function subscribe({ aws, topicArn }: TestGate): () => readonly Alert[] {
  const endpoint = `${ENDPOINT}/${topicArn.split(':').at(-1)}`;
  aws.notifications.subscribe({ topicArn, protocol: 'https', endpoint });
  return () =>
    aws.notifications.webhookLog.list().flatMap(({ to, body }) => {
      if (to !== endpoint) return [];
      const { Message, MessageAttributes } = JSON.parse(body);
      return [{ payload: JSON.parse(Message), attributes: MessageAttributes }];
    });
}

/** The report of an audit of every environment. */
export async function playAudit({ options, arrange }: AuditRow): Promise<unknown> {
  const world: AuditWorld = await openAuditWorld(options);
  arrange(world);
  return json(await world.invoke({}));
}

/** What version 0.1.0 said in the world of that name. */
export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
}

/** As it is printed: without members that are undefined. */
function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
