import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { Finding } from '../../../cli/doctor/finding.ts';
import type { ExitCode } from '../../../cli/exit-code.ts';
import { run } from '../../../cli/run.ts';
import type { NotificationStore } from '../../../local/aws/notifications/notification-store.ts';
import { startLambdaEndpoint } from '../../../local/lambda/start-lambda-endpoint.ts';
import { recordedIo } from '../recorded-io.ts';
import { type SeededWorld, startSeededWorld } from '../seeded-world.ts';
import { temporaryFiles } from '../temporary-files.ts';

export const GATE = 'Preflight-Gate';
export const OPS = 'ops@example.com';
export const PHONE = '+15551230001';
export const CTO = 'cto@example.com';

/** A world with a configuration and a topic. */
export interface World {
  readonly world: SeededWorld;
  readonly directory: string;
  readonly topicArn: string;
  readonly notifications: NotificationStore;
}

/** What a run of the command said. */
export interface Examination {
  readonly exitCode: ExitCode;
  readonly findings: readonly Finding[];
  /** Those that are not `ok`. */
  readonly bad: readonly Finding[];
}

/** A world whose configuration has these alerts, and a topic with confirmed subscribers. */
export async function openWorld(alerts: object = { email: [OPS], sms: [PHONE] }): Promise<World> {
  const world = await startSeededWorld();
  const configuration = JSON.parse(
    readFileSync(join(world.directory, 'preflight.config.json'), 'utf8'),
  );
  const directory = temporaryFiles({
    'preflight.config.json': JSON.stringify({ ...configuration, alerts }),
  });
  const { notifications } = world.aws;
  const topicArn = notifications.createTopic('alerts');
  return { world, directory, topicArn, notifications };
}

export function subscribe(
  { notifications, topicArn }: World,
  endpoint: string,
  isConfirmed = true,
): string {
  const protocol = endpoint.startsWith('+') ? 'sms' : 'email';
  return notifications.subscribe({ topicArn, protocol, endpoint, isConfirmed });
}

/** A Lambda that has one function with these variables. */
export async function startGate(environment: Readonly<Record<string, string>>): Promise<void> {
  const gate = {
    functionName: GATE,
    arn: `arn:aws:lambda:us-east-1:111122223333:function:${GATE}`,
    environment,
    invoke: () => Promise.reject(new Error('nobody invokes it')),
    logs: [],
    close: () => Promise.resolve(),
  };
  const { endpoint, close } = await startLambdaEndpoint({ functions: [gate] });
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', endpoint);
  onTestFinished(close);
}

export async function doctor(
  { world, directory }: Pick<World, 'world' | 'directory'>,
  ...options: string[]
): Promise<Examination> {
  const recorded = recordedIo({ env: world.env, directory });
  const exitCode = await run(['doctor', '--format', 'json', ...options], recorded.io);
  const { findings }: { findings: readonly Finding[] } = JSON.parse(recorded.stdout());
  for (const canary of world.canaries) {
    expect(recorded.stdout() + recorded.stderr()).not.toContain(canary.slice(0, 8));
  }
  const bad = findings.filter(({ status }) => status !== 'ok');
  return { exitCode, findings, bad };
}
