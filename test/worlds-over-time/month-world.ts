import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { createAlertSink } from '../../functions/adapters/aws/create-alert-sink.ts';
import { createRunHistory } from '../../functions/adapters/aws/create-run-history.ts';
import { createSecretReader } from '../../functions/adapters/aws/create-secret-reader.ts';
import { createFingerprints } from '../../functions/adapters/system/create-fingerprints.ts';
import { systemClock } from '../../functions/adapters/system/system-clock.ts';
import { systemRandomness } from '../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../functions/adapters/twilio/create-twilio-api.ts';
import type { Gate } from '../../functions/compose.ts';
import type { RunBase } from '../../functions/compose-base.ts';
import { parseOrThrow } from '../../functions/configuration/parse-or-throw.ts';
import type { Clock } from '../../functions/domain/model/ports.ts';
import type { Invocation } from '../../functions/handlers/run/invocation.ts';
import { recordAndAlert } from '../../functions/handlers/run/record-and-alert.ts';
import { selectDeclared, verify } from '../../functions/handlers/run/verify.ts';
import { createWatchHandler } from '../../functions/handlers/watch.ts';
import { type LocalAws, startLocalAws } from '../../local/aws/start-local-aws.ts';
import { type LocalTwilio, startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { pointSdkAt } from '../functions/adapters/aws/start-stand-in.ts';
import { createFastClock } from '../functions/handlers/fast-clock.ts';
import { createRecordedLog } from '../functions/handlers/recorded-log.ts';
import { createRecordedMetrics } from '../functions/handlers/recorded-metrics.ts';
import {
  type EnvironmentName,
  type Seed,
  seedExample,
} from '../functions/handlers/seed-example.ts';

/** Something that makes the service look, delivered once or several times at once. */
export type Look = (WatchLook | JobLook) & {
  /** Default 1. */
  readonly deliveries?: number;
};

/** Wakes the watch function, by the schedule or by the event of Secrets Manager. */
export interface WatchLook {
  readonly kind: 'schedule' | 'secret-change';
  /** For a secret's change: whose secret it is. */
  readonly environment?: EnvironmentName;
}

/** A job of a pipeline: what is kept and told of it. */
export interface JobLook {
  readonly kind: 'job';
  readonly environment: EnvironmentName;
  readonly jobId: string;
}

/** The three environments of the example, verified over sockets while the test decides what time it is. */
export interface MonthWorld extends Seed {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  readonly table: string;
  /** Errors in the log so far. */
  readonly errors: readonly string[];
  /** Runs a look at a moment, and gives the subjects of the mails that it sent. */
  look(at: Date, look: Look): Promise<readonly string[]>;
  /** Lets a wait for a rotation pass that much faster. */
  hurry(speed: number): void;
  close(): Promise<void>;
}

const EMAIL = 'ops@example.com';
/** Pauses before Twilio is asked again pass in a twentieth of their time. */
const HURRY = 20;

export async function startMonthWorld(): Promise<MonthWorld> {
  const aws = await startLocalAws();
  const twilio = await startLocalTwilio();
  pointSdkAt(aws.endpoint);
  const seed = seedExample({ aws, twilio, id: randomUUID(), production: {} });
  const table = 'runs';
  await aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
  const topicArn = aws.notifications.createTopic('alerts');
  aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: EMAIL });
  let now = new Date(0);
  const pace = createFastClock(1);
  const clock: Clock = { ...pace, now: () => now };
  const { log, lines } = createRecordedLog();
  const gate = openGate({ seed, twilio, clock, region: aws.region });
  const base: RunBase = {
    alerts: createAlertSink({ topicArn }),
    history: createRunHistory({ table }),
    randomness: systemRandomness,
    clock,
    log,
    metrics: createRecordedMetrics().metrics,
  };
  const watch = createWatchHandler(base, () => gate);
  // None of the limits is what this is about.
  const remainingMs = 3_600_000;
  const deliver = async (look: Look): Promise<void> => {
    if (look.kind === 'job') {
      const time = { startedMs: clock.monotonicMs(), remainingMs };
      return await answerJob(look, { base, gate: () => gate, time });
    }
    const { kind, environment = 'development' } = look;
    const event =
      kind === 'schedule' ? { trigger: 'schedule' } : labelUpdated(aws, seed.secretId(environment));
    await watch(event, { getRemainingTimeInMillis: () => remainingMs });
  };
  return {
    ...seed,
    aws,
    twilio,
    table,
    get errors() {
      return lines.filter(({ level }) => level === 'error').map(({ message }) => message);
    },
    look: async (at, look) => {
      now = at;
      aws.notifications.mailbox.clear();
      await Promise.all(Array.from({ length: look.deliveries ?? 1 }, () => deliver(look)));
      return aws.notifications.mailbox.list().map(({ subject }) => String(subject));
    },
    hurry: (speed) => pace.run(speed),
    close: async () => {
      vi.unstubAllEnvs();
      await Promise.all([aws.close(), twilio.close()]);
    },
  };
}

interface GateParts {
  readonly seed: Seed;
  readonly twilio: LocalTwilio;
  readonly clock: Clock;
  readonly region: string;
}

function openGate({ seed, twilio, clock, region }: GateParts): Gate {
  const api = createTwilioApi({
    clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / HURRY, signal) },
    randomness: systemRandomness,
    productVersion: '0.0.0',
    origin: new URL(twilio.origin),
  });
  const secrets = createSecretReader({ region });
  return {
    configuration: parseOrThrow(seed.configuration),
    region,
    verificationPorts: () => ({
      secrets,
      twilio: api,
      clock,
      randomness: systemRandomness,
      fingerprints: createFingerprints(),
    }),
  };
}

/** As the gate does after it has answered a job. */
async function answerJob({ environment, jobId }: JobLook, invocation: Invocation): Promise<void> {
  const environments = selectDeclared([environment], invocation);
  const { report } = await verify({ environments, trigger: 'pipeline' }, invocation);
  await recordAndAlert({ report, origin: { pipeline: 'release', jobId }, invocation });
}

/** As Secrets Manager sends it when AWSCURRENT moved. */
function labelUpdated({ secrets, accountId, region }: LocalAws, name: string): unknown {
  const stages = Object.entries(secrets.stages(name) ?? {});
  const [versionId] = stages.find(([, labels]) => labels.includes('AWSCURRENT')) ?? [];
  return {
    source: 'aws.secretsmanager',
    'detail-type': 'Secret Label Updated',
    resources: [`arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-AbCdEf`],
    detail: { name, labelUpdated: 'AWSCURRENT', versionId },
  };
}
