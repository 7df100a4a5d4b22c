import { createAlertSink } from './adapters/aws/create-alert-sink.ts';
import { createAlertSubscriptions } from './adapters/aws/create-alert-subscriptions.ts';
import { createDeploymentHooks } from './adapters/aws/create-deployment-hooks.ts';
import { createPipelineJobs } from './adapters/aws/create-pipeline-jobs.ts';
import { createPowertoolsLog } from './adapters/log/powertools-log.ts';
import { createPowertoolsMetrics } from './adapters/metrics/powertools-metrics.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { systemRandomness } from './adapters/system/system-randomness.ts';
import { type FunctionSettings, readFunctionSettings } from './config.ts';
import { REPORT_PREFIX } from './contract.ts';
import type { Controls } from './domain/model/control.ts';
import type { ObjectStore } from './domain/model/fleet-ports.ts';
import type { Metrics } from './domain/model/metrics.ts';
import type {
  AlertSink,
  Clock,
  DeploymentHooks,
  Log,
  PipelineJobs,
  Randomness,
} from './domain/model/ports.ts';
import type { RunHistory } from './domain/model/run-history.ts';
import { safeLog } from './domain/model/safe-log.ts';
import type { TestCallRecords } from './domain/model/test-call.ts';
import {
  createSubscriptionCheck,
  type SubscriptionCheck,
} from './domain/notifications/subscriptions/subscription-check.ts';
import type { AlertPlace } from './domain/rendering/next-steps.ts';

/** The part of a function that needs no configuration: alerts go out even when the rest is broken. */
export interface RunBase {
  /** Absent when the function was deployed without an alert topic. */
  readonly alerts: AlertSink | undefined;
  /** Finds subscribers that get no alerts; absent without an alert topic. */
  readonly subscriptions?: SubscriptionCheck | undefined;
  /** Absent when the function was deployed without a table: then each bad run is an alert. */
  readonly history?: RunHistory | undefined;
  /** Overrides and snoozes; absent without a table, like the history. */
  readonly controls?: Controls | undefined;
  /** Keeps the page of each run; absent where the function was deployed without a bucket for them. */
  readonly reports?: Pick<ObjectStore, 'put'> | undefined;
  /** For alerts; absent where nothing is known of it. */
  readonly place?: AlertPlace | undefined;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The same for the gate, which answers jobs too. */
export interface GateBase extends RunBase {
  readonly jobs: PipelineJobs;
  /** Absent without a table, like the history: then no test call is placed. */
  readonly testCalls?: TestCallRecords | undefined;
}

/** The same for the hook that answers CodeDeploy. */
export interface CodeDeployBase extends RunBase {
  readonly hooks: DeploymentHooks;
}

/** Makes what alerts and measures. Never throws: a function that cannot start answers nothing. */
export function composeRunBase(): RunBase {
  const settings = readFunctionSettings();
  const { runsTable: table, service = 'twilio-preflight', region, runbookUrl } = settings;
  const log = safeLog(createPowertoolsLog());
  return {
    ...composeAlerts(settings, log),
    history: table === undefined ? undefined : composeHistory(table),
    controls: table === undefined ? undefined : composeControls(table),
    place: { region, runbookUrl },
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
      chatTopicArn,
      onChatFault: (detail) => log.error('the chat could not be notified', { detail }),
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

/** Adds what answers CodePipeline, and what keeps reports. Never throws. */
export function composeGateBase(): GateBase {
  const { runsTable: table, reportBucket: bucket, region, runbookUrl } = readFunctionSettings();
  const reports = bucket === undefined ? undefined : { bucket, prefix: REPORT_PREFIX };
  return {
    ...composeRunBase(),
    reports: bucket === undefined ? undefined : composeReports(bucket),
    place: { region, runbookUrl, reports },
    jobs: createPipelineJobs(),
    testCalls: table === undefined ? undefined : composeTestCalls(table),
  };
}

/** Adds what answers CodeDeploy. Never throws. */
export function composeCodeDeployBase(): CodeDeployBase {
  return { ...composeRunBase(), hooks: createDeploymentHooks() };
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
    putState: async (...call) => await (await history()).putState(...call),
    listRuns: async (...call) => await (await history()).listRuns(...call),
  };
}

/** The same for test calls: only a gate that declares one loads it. */
function composeTestCalls(table: string): TestCallRecords {
  let made: Promise<TestCallRecords> | undefined;
  const records = (): Promise<TestCallRecords> => {
    made ??= import('./adapters/aws/create-test-call-records.ts').then(
      ({ createTestCallRecords }) => createTestCallRecords({ table }),
    );
    return made;
  };
  return {
    read: async (...call) => await (await records()).read(...call),
    put: async (...call) => await (await records()).put(...call),
    count: async (...call) => await (await records()).count(...call),
  };
}

/** The same for overrides and snoozes: the passing path loads none of it. */
function composeControls(table: string): Controls {
  let made: Promise<Controls> | undefined;
  const controls = (): Promise<Controls> => {
    made ??= import('./adapters/aws/create-controls.ts').then(({ createControls }) =>
      createControls({ table }),
    );
    return made;
  };
  return {
    read: async (...call) => await (await controls()).read(...call),
    put: async (...call) => await (await controls()).put(...call),
    list: async (...call) => await (await controls()).list(...call),
  };
}

/** The same for the pages of runs, which are kept after the answer. */
function composeReports(bucket: string): Pick<ObjectStore, 'put'> {
  let made: Promise<Pick<ObjectStore, 'put'>> | undefined;
  return {
    put: async (...call) => {
      made ??= import('./adapters/aws/create-object-store.ts').then(({ createObjectStore }) =>
        createObjectStore({ bucket }),
      );
      await (await made).put(...call);
    },
  };
}
