import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { createAlertSink } from '../../../functions/adapters/aws/create-alert-sink.ts';
import { createPipelineJobs } from '../../../functions/adapters/aws/create-pipeline-jobs.ts';
import { createSecretReader } from '../../../functions/adapters/aws/create-secret-reader.ts';
import { createFingerprints } from '../../../functions/adapters/system/create-fingerprints.ts';
import { systemRandomness } from '../../../functions/adapters/system/system-randomness.ts';
import { createTwilioApi } from '../../../functions/adapters/twilio/create-twilio-api.ts';
import type { Gate } from '../../../functions/compose.ts';
import type { GateBase } from '../../../functions/compose-base.ts';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import type { VerificationPorts } from '../../../functions/domain/verification/verification.ts';
import { createGateHandler } from '../../../functions/handlers/gate.ts';
import type { Handler, LambdaContext } from '../../../functions/handlers/run/create-handler.ts';
import type { JobState } from '../../../local/aws/jobs/job-store.ts';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { type LocalTwilio, startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';
import { pointSdkAt } from '../adapters/aws/start-stand-in.ts';
import { createFastClock, type FastClock } from './fast-clock.ts';
import { jobEvent } from './job-event.ts';
import { createRecordedLog, type LogLine } from './recorded-log.ts';
import { createRecordedMetrics, type RecordedMetrics } from './recorded-metrics.ts';
import { type Seed, seedExample } from './seed-example.ts';

/** One local AWS for a file; its gates share nothing in it. */
export interface GateWorld {
  readonly aws: LocalAws;
  openGate(options?: GateOptions): Promise<TestGate>;
  close(): Promise<void>;
}

export interface GateOptions {
  /** How fast the function's time passes; default 10. The limits of single calls do not follow it. */
  readonly speed?: number;
  /** How fast it passes from the first attempt to answer the job, and from the first alert. */
  readonly hurry?: { readonly answering?: number; readonly alerted?: number };
  /** What Lambda says is left, in the function's time; default 40,000. */
  readonly remainingMs?: number;
  /** Longest wait for one answer of each system, in real time; default 20,000. */
  readonly timeoutsMs?: Partial<Record<keyof typeof TIMEOUTS_MS, number>>;
  /** Changes the declared production environment. */
  readonly production?: Readonly<Record<string, unknown>>;
  readonly base?: Partial<GateBase>;
  readonly ports?: Partial<VerificationPorts>;
  /** Takes the place of composing, as a broken configuration does. */
  readonly compose?: () => Gate;
}

/** Generous: a test on a busy machine must not mistake its own slowness for an outage. */
const TIMEOUTS_MS = { secrets: 20_000, twilio: 20_000, jobs: 20_000, alerts: 20_000 };

/** A gate with a Twilio, secrets, a topic and subscribers of its own. */
export interface TestGate extends Seed {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  /** What the handler is made of, for handlers of other functions over the same world. */
  readonly base: GateBase;
  readonly compose: () => Gate;
  readonly handler: Handler;
  readonly context: LambdaContext;
  readonly clock: FastClock;
  readonly topicArn: string;
  readonly logLines: readonly LogLine[];
  /** What was published, not what was only recorded. */
  readonly measured: RecordedMetrics['published'];
  /** Opens a job, delivers it, and gives what became of it. */
  runJob(userParameters?: string): Promise<JobState>;
  /** Bodies that arrived. */
  mails(): readonly string[];
  texts(): readonly string[];
}

/** Starts a local AWS and points the SDK's environment at it until `close`. */
export async function startGateWorld(): Promise<GateWorld> {
  const aws = await startLocalAws();
  pointSdkAt(aws.endpoint);
  const twilios: LocalTwilio[] = [];
  return {
    aws,
    openGate: async (options = {}) => {
      const twilio = await startLocalTwilio();
      twilios.push(twilio);
      return openGate({ aws, twilio }, options);
    },
    close: async () => {
      vi.unstubAllEnvs();
      await Promise.all([aws.close(), ...twilios.map((twilio) => twilio.close())]);
    },
  };
}

interface Worlds {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
}

function openGate({ aws, twilio }: Worlds, options: GateOptions): TestGate {
  const id = randomUUID();
  const seed = seedExample({ aws, twilio, id, production: options.production ?? {} });
  const topicArn = aws.notifications.createTopic(`alerts-${id}`);
  const email = `${id}@example.com`;
  const phone = `+1555${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
  aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: email });
  aws.notifications.subscribe({ topicArn, protocol: 'sms', endpoint: phone });
  const clock = createFastClock(options.speed ?? 10);
  const { log, lines } = createRecordedLog();
  const measured = createRecordedMetrics();
  const timeoutsMs = { ...TIMEOUTS_MS, ...options.timeoutsMs };
  const base: GateBase = {
    ...createAnswering({ clock, topicArn, timeoutsMs }, options.hurry),
    clock,
    randomness: systemRandomness,
    log,
    metrics: measured.metrics,
    ...options.base,
  };
  const ports = verificationPorts({ twilio, clock, timeoutsMs }, options.ports);
  const compose = (): Gate => ({
    configuration: parseOrThrow(seed.configuration),
    region: aws.region,
    verificationPorts: ports,
  });
  const composed = options.compose ?? compose;
  const handler = createGateHandler(base, composed);
  const context = { getRemainingTimeInMillis: () => options.remainingMs ?? 40_000 };
  const bodiesTo = (to: string, log: { list(): readonly { to: string; body: string }[] }) =>
    log.list().flatMap((entry) => (entry.to === to ? [entry.body] : []));
  return {
    ...seed,
    aws,
    twilio,
    base,
    compose: composed,
    handler,
    context,
    clock,
    topicArn,
    logLines: lines,
    measured: measured.published,
    runJob: async (userParameters = 'production') => {
      const job = aws.jobs.create();
      await handler(jobEvent(job.id, userParameters), context);
      return aws.jobs.get(job.id)?.state ?? { status: 'open' };
    },
    mails: () => bodiesTo(email, aws.notifications.mailbox),
    texts: () => bodiesTo(phone, aws.notifications.phoneLog),
  };
}

interface AnsweringParts {
  readonly clock: FastClock;
  readonly topicArn: string;
  readonly timeoutsMs: typeof TIMEOUTS_MS;
}

function createAnswering(
  { clock, topicArn, timeoutsMs }: AnsweringParts,
  { answering, alerted }: NonNullable<GateOptions['hurry']> = {},
): Pick<GateBase, 'jobs' | 'alerts'> {
  const jobs = createPipelineJobs({ requestTimeoutMs: timeoutsMs.jobs });
  const sink = createAlertSink({ topicArn, requestTimeoutMs: timeoutsMs.alerts, maxAttempts: 2 });
  let isAnswering = false;
  return {
    jobs: {
      answer: (...call) => {
        if (answering !== undefined && !isAnswering) clock.run(answering);
        isAnswering = true;
        return jobs.answer(...call);
      },
    },
    alerts: {
      publish: async (...call) => {
        await sink.publish(...call);
        if (alerted !== undefined) clock.run(alerted);
      },
    },
  };
}

interface Surroundings {
  readonly twilio: LocalTwilio;
  readonly clock: FastClock;
  readonly timeoutsMs: typeof TIMEOUTS_MS;
}

function verificationPorts(
  { twilio, clock, timeoutsMs }: Surroundings,
  replaced: Partial<VerificationPorts> = {},
): () => VerificationPorts {
  const randomness = systemRandomness;
  const api = createTwilioApi({
    clock,
    randomness,
    productVersion: '0.0.0',
    origin: new URL(twilio.origin),
    attemptTimeoutMs: timeoutsMs.twilio,
  });
  const secrets = createSecretReader({
    region: 'us-east-1',
    requestTimeoutMs: timeoutsMs.secrets,
    maxAttempts: 2,
  });
  return () => ({
    secrets,
    twilio: api,
    clock,
    randomness,
    fingerprints: createFingerprints(),
    ...replaced,
  });
}
