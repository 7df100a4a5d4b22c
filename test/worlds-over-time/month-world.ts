import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { createAlertSink } from '../../functions/adapters/aws/create-alert-sink.ts';
import { createPipelineJobs } from '../../functions/adapters/aws/create-pipeline-jobs.ts';
import { createRunHistory } from '../../functions/adapters/aws/create-run-history.ts';
import { createSecretReader } from '../../functions/adapters/aws/create-secret-reader.ts';
import { createFingerprints } from '../../functions/adapters/system/create-fingerprints.ts';
import { systemClock } from '../../functions/adapters/system/system-clock.ts';
import { systemRandomness } from '../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../functions/adapters/twilio/create-twilio-api.ts';
import { type Gate, parseOrThrow } from '../../functions/compose.ts';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import type { RunOrigin } from '../../functions/domain/history/run-origin.ts';
import type { Clock } from '../../functions/domain/ports.ts';
import type { Trigger } from '../../functions/domain/report/report.ts';
import type { Invocation } from '../../functions/handlers/gate/invocation.ts';
import { recordAndAlert } from '../../functions/handlers/gate/record-and-alert.ts';
import { runVerification } from '../../functions/handlers/gate/run-verification.ts';
import { type LocalAws, startLocalAws } from '../../local/aws/start-local-aws.ts';
import { type LocalTwilio, startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { pointSdkAt } from '../functions/adapters/aws/start-stand-in.ts';
import { createRecordedLog } from '../functions/handlers/recorded-log.ts';
import { type Seed, seedExample } from '../functions/handlers/seed-example.ts';

/** One look at environments, delivered once or several times at once. */
export interface Look {
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  readonly trigger: Trigger;
  readonly origin?: RunOrigin;
  /** Default 1. */
  readonly deliveries?: number;
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
  const clock: Clock = { ...systemClock, now: () => now };
  const { log, lines } = createRecordedLog();
  const gate = openGate({ seed, twilio, clock, region: aws.region });
  const base = {
    jobs: createPipelineJobs(),
    alerts: createAlertSink({ topicArn }),
    history: createRunHistory({ table }),
    randomness: systemRandomness,
    clock,
    log,
  };
  const deliver = async ({ environments, trigger, origin = {} }: Look): Promise<void> => {
    // None of the limits is what this is about.
    const time = { startedMs: clock.monotonicMs(), remainingMs: 3_600_000 };
    const invocation: Invocation = { base, gate: () => gate, time };
    const selection = selectEnvironments(gate.configuration, environments);
    if (!selection.ok) throw new Error(selection.message);
    const options = { environments: selection.environments, trigger };
    const report = await runVerification(gate, options, invocation);
    await recordAndAlert(report, origin, invocation);
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
    clock: { ...clock, sleep: (ms, signal) => systemClock.sleep(ms / HURRY, signal) },
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
