import { randomUUID } from 'node:crypto';
import { onTestFinished, vi } from 'vitest';
import { createAlertSink } from '../../../functions/adapters/aws/create-alert-sink.ts';
import { createSecretReader } from '../../../functions/adapters/aws/create-secret-reader.ts';
import { createFingerprints } from '../../../functions/adapters/system/create-fingerprints.ts';
import { systemRandomness } from '../../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../../functions/adapters/twilio/create-twilio-api.ts';
import type { Gate } from '../../../functions/compose.ts';
import type { RunBase } from '../../../functions/compose-base.ts';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import type { AuditReport } from '../../../functions/domain/model/audit-finding.ts';
import { createAuditHandler } from '../../../functions/handlers/audit.ts';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { type LocalTwilio, startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';
import { pointSdkAt } from '../adapters/aws/start-stand-in.ts';
import { createFastClock } from './fast-clock.ts';
import { createRecordedLog, type LogLine } from './recorded-log.ts';
import { createRecordedMetrics, type Measurement } from './recorded-metrics.ts';
import { type Seed, seedExample } from './seed-example.ts';

/** An audit function in a world of its own, until the test ends. */
export interface AuditWorld extends Seed {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  readonly topicArn: string;
  readonly logLines: readonly LogLine[];
  readonly measured: readonly Measurement[];
  invoke(event: unknown): Promise<AuditReport>;
  mails(): readonly string[];
}

export interface AuditWorldOptions {
  /** Changes the declared production environment. */
  readonly production?: Readonly<Record<string, unknown>>;
  readonly base?: Partial<RunBase>;
  /** Takes the place of composing, as a broken configuration does. */
  readonly compose?: () => Gate;
}

/** Starts the worlds and seeds the example; every key in it is new. */
export async function openAuditWorld(options: AuditWorldOptions = {}): Promise<AuditWorld> {
  const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
  pointSdkAt(aws.endpoint);
  const id = randomUUID();
  const seed = seedExample({ aws, twilio, id, production: options.production ?? {} });
  const topicArn = aws.notifications.createTopic('alerts');
  aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@example.com' });
  const clock = createFastClock(10);
  const { log, lines } = createRecordedLog();
  const origin = new URL(twilio.origin);
  const randomness = systemRandomness;
  const api = createTwilioApi({ clock, randomness, productVersion: '0.0.0', origin });
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    api.close();
    await Promise.all([aws.close(), twilio.close()]);
  });
  const secrets = createSecretReader({ region: 'us-east-1' });
  const compose = (): Gate => ({
    configuration: parseOrThrow(seed.configuration),
    region: aws.region,
    verificationPorts: () => ({
      secrets,
      twilio: api,
      clock,
      randomness,
      fingerprints: createFingerprints(),
    }),
  });
  const { metrics, published: measured } = createRecordedMetrics();
  const alerts = createAlertSink({ topicArn });
  const base: RunBase = { alerts, clock, randomness, log, metrics, ...options.base };
  const handler = createAuditHandler(base, options.compose ?? compose);
  return {
    ...seed,
    aws,
    twilio,
    topicArn,
    logLines: lines,
    measured,
    invoke: async (event) =>
      (await handler(event, { getRemainingTimeInMillis: () => 300_000 })) as AuditReport,
    mails: () => aws.notifications.mailbox.list().map(({ body }) => body),
  };
}
