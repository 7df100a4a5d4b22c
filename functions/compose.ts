import { createAlertSink } from './adapters/aws/create-alert-sink.ts';
import { createAlertSubscriptions } from './adapters/aws/create-alert-subscriptions.ts';
import { createDeploymentHooks } from './adapters/aws/create-deployment-hooks.ts';
import { createLeases } from './adapters/aws/create-leases.ts';
import { createPipelineJobs } from './adapters/aws/create-pipeline-jobs.ts';
import { createSecretReader } from './adapters/aws/create-secret-reader.ts';
import { createFileSecretReader } from './adapters/local-file/create-file-secret-reader.ts';
import { readSecretFile, type SecretFileSource } from './adapters/local-file/read-secret-file.ts';
import { createPowertoolsLog } from './adapters/log/powertools-log.ts';
import { createPowertoolsMetrics } from './adapters/metrics/powertools-metrics.ts';
import { createFingerprints } from './adapters/system/create-fingerprints.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { systemRandomness } from './adapters/system/system-randomness.ts';
import { createTwilioApi } from './adapters/twilio/create-twilio-api.ts';
import { meteredTwilioApi } from './adapters/twilio/metered-twilio-api.ts';
import { parseTwilioOrigin } from './adapters/twilio/twilio-origin.ts';
import {
  type FunctionSettings,
  readDeployedConfiguration,
  readFunctionSettings,
} from './config.ts';
import type { Configuration } from './configuration/configuration.ts';
import { formatConfigurationIssues } from './configuration/configuration-issue.ts';
import { parseConfiguration } from './configuration/parse-configuration.ts';
import { HEALTH_MAX_AGE_SECONDS } from './contract.ts';
import type { SecretReference } from './domain/expectation.ts';
import type { Leases } from './domain/health/leases.ts';
import type { RunHistory } from './domain/history/run-history.ts';
import type { Metrics } from './domain/metrics.ts';
import type {
  AlertSink,
  Clock,
  DeploymentHooks,
  Log,
  PipelineJobs,
  Randomness,
  SecretReader,
} from './domain/ports.ts';
import { PreflightError } from './domain/preflight-error.ts';
import { quietLog } from './domain/quiet-log.ts';
import {
  createSubscriptionCheck,
  type SubscriptionCheck,
} from './domain/subscriptions/subscription-check.ts';
import type { VerificationPorts } from './domain/verification/verification.ts';
import { PRODUCT_VERSION } from './product.ts';

/** Everything a verification works with, made once per execution environment and used by every invocation. */
export interface Gate {
  readonly configuration: Configuration;
  readonly region: string | undefined;
  /** The environments a hook stands for; absent where the function was not told. */
  readonly environments?: readonly string[];
  /** Ports of one run: connections are shared, the fingerprint key is not. */
  readonly verificationPorts: () => VerificationPorts;
}

/** The part of a function that needs no configuration: people are told even when the rest is broken. */
export interface RunBase {
  /** Absent when the function was deployed without an alert topic. */
  readonly alerts: AlertSink | undefined;
  /** Tells who is not told of alerts; absent without an alert topic. */
  readonly subscriptions?: SubscriptionCheck;
  /** Absent when the function was deployed without a table: then each bad run is an alert. */
  readonly history?: RunHistory;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The same for the gate, which answers jobs too. */
export interface GateBase extends RunBase {
  readonly jobs: PipelineJobs;
}

/** The same for the hook that answers CodeDeploy. */
export interface CodeDeployBase extends RunBase {
  readonly hooks: DeploymentHooks;
}

/** The same for the function that answers load balancers. */
export interface HealthBase extends RunBase {
  /** Absent without a table, like the history. */
  readonly leases?: Leases;
  readonly maxAgeMs: number;
}

/** Makes what alerts and measures. Never throws: a function that cannot start answers nothing. */
export function composeRunBase(): RunBase {
  const settings = readFunctionSettings();
  const { runsTable: table, service = 'twilio-preflight' } = settings;
  const log = quietLog(createPowertoolsLog());
  return {
    ...composeAlerts(settings, log),
    ...(table === undefined ? {} : { history: composeHistory(table) }),
    clock: systemClock,
    randomness: systemRandomness,
    log,
    metrics: createPowertoolsMetrics({ service }),
  };
}

function composeAlerts(
  { alertTopicArn: topicArn, serviceTopicArn, chatTopicArn }: FunctionSettings,
  log: Log,
): Pick<RunBase, 'alerts' | 'subscriptions'> {
  if (topicArn === undefined) return { alerts: undefined };
  return {
    alerts: createAlertSink({
      topicArn,
      ...(chatTopicArn === undefined ? {} : { chatTopicArn }),
      onChatFault: (detail) => log.error('the chat could not be told', { detail }),
    }),
    subscriptions: createSubscriptionCheck({
      subscriptions: createAlertSubscriptions(),
      topics: [
        { topicArn, audience: 'everybody' },
        ...(serviceTopicArn === undefined
          ? []
          : [{ topicArn: serviceTopicArn, audience: 'selective' } as const]),
      ],
      clock: systemClock,
    }),
  };
}

/** Adds what answers CodePipeline. Never throws. */
export function composeGateBase(): GateBase {
  return { ...composeRunBase(), jobs: createPipelineJobs() };
}

/** Adds what answers CodeDeploy. Never throws. */
export function composeCodeDeployBase(): CodeDeployBase {
  return { ...composeRunBase(), hooks: createDeploymentHooks() };
}

/** Adds what bounds how often a question about health is answered by a verification. Never throws. */
export function composeHealthBase(): HealthBase {
  const { runsTable: table, healthMaxAgeSeconds = HEALTH_MAX_AGE_SECONDS } = readFunctionSettings();
  return {
    ...composeRunBase(),
    ...(table === undefined ? {} : { leases: createLeases({ table, clock: systemClock }) }),
    maxAgeMs: healthMaxAgeSeconds * 1000,
  };
}

/**
 * The history in one table. Its client is loaded with the first call, after the job was answered: it is
 * not part of the function's start.
 */
function composeHistory(table: string): RunHistory {
  let made: Promise<RunHistory> | undefined;
  const history = (): Promise<RunHistory> => {
    made ??= import('./adapters/aws/create-run-history.ts').then(({ createRunHistory }) =>
      createRunHistory({ table }),
    );
    return made;
  };
  return {
    record: async (...call) => await (await history()).record(...call),
    readState: async (...call) => await (await history()).readState(...call),
    keepState: async (...call) => await (await history()).keepState(...call),
    listRuns: async (...call) => await (await history()).listRuns(...call),
  };
}

/**
 * The gate of the deployed configuration and the function's environment variables; questions to Twilio
 * are measured by `metrics`.
 *
 * Throws {@link PreflightError} `config.invalid` or `origin.not-loopback`; the handler answers a job
 * with it, since an error at start would leave the pipeline waiting for 20 minutes.
 */
export function composeGate({ metrics }: Pick<RunBase, 'metrics'>): Gate {
  const settings = readFunctionSettings();
  const { region, environments } = settings;
  const verificationPorts = composeVerification(settings);
  const configuration = parseOrThrow(readDeployedConfiguration());
  return {
    configuration,
    region,
    ...(environments === undefined ? {} : { environments }),
    verificationPorts: () => {
      const ports = verificationPorts();
      return { ...ports, twilio: meteredTwilioApi(ports.twilio, metrics) };
    },
  };
}

/**
 * Makes the ports of a run. `secrets` replaces Secrets Manager, as for a local secret file.
 * Throws {@link PreflightError} `origin.not-loopback` at once.
 */
export function composeVerification(
  { region, twilioOrigin }: FunctionSettings,
  secrets: SecretReader = createSecretReader(region === undefined ? {} : { region }),
): () => VerificationPorts {
  const clock = systemClock;
  const randomness = systemRandomness;
  const twilio = createTwilioApi({
    clock,
    randomness,
    productVersion: PRODUCT_VERSION,
    ...(twilioOrigin === undefined ? {} : { origin: parseTwilioOrigin(twilioOrigin) }),
  });
  return () => ({ secrets, twilio, clock, randomness, fingerprints: createFingerprints() });
}

/**
 * Reads a file in place of the secret of one environment, for {@link composeVerification}; the other
 * secrets are then `unavailable`. `secret` must be the very object of the expectation. Throws
 * {@link PreflightError} `secret-file.unusable`.
 */
export async function composeSecretFile(
  source: SecretFileSource,
  secret: SecretReference,
): Promise<{ readonly secrets: SecretReader; readonly isExposed: boolean }> {
  const { payload, isExposed } = await readSecretFile(source);
  return { secrets: createFileSecretReader(secret, payload), isExposed };
}

/** Throws {@link PreflightError} `config.invalid` that lists every issue. */
export function parseOrThrow(text: string): Configuration {
  const parse = parseConfiguration(text);
  if (parse.ok) return parse.configuration;
  throw new PreflightError(formatConfigurationIssues(parse.issues), {
    code: 'config.invalid',
    fault: 'operator',
  });
}
