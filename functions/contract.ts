// Environment variables that the stack sets and the functions read, by the setting and by how a value is
// read. `config.ts` reads every variable listed here.

/** By itself, so that an application that reads it alone has the other names not in its bundle. */
export const TWILIO_ORIGIN_VARIABLE = 'PREFLIGHT_TWILIO_ORIGIN';

/** Variables whose value is a text. */
export const TEXT_VARIABLES = {
  alertTopicArn: 'PREFLIGHT_ALERT_TOPIC_ARN',
  /** The topic of a chat; absent: there is none. */
  chatTopicArn: 'PREFLIGHT_CHAT_TOPIC_ARN',
  /** The topic of what AWS itself publishes, for subscribers that filter; absent: no subscriber does. */
  serviceTopicArn: 'PREFLIGHT_SERVICE_TOPIC_ARN',
  /** Where people read the runbook: alerts name the heading of the cause there. */
  runbookUrl: 'PREFLIGHT_RUNBOOK_URL',
  /** Name of the table that keeps runs and what subscribers were notified of; absent: nothing is kept. */
  runsTable: 'PREFLIGHT_RUNS_TABLE',
  /** Name of the bucket that keeps the page of each run of the gate; absent: none is kept. */
  reportBucket: 'PREFLIGHT_REPORT_BUCKET',
  /** Replaces Twilio's origin; loopback hosts only (the embedded world). */
  twilioOrigin: TWILIO_ORIGIN_VARIABLE,
  /** Powertools' own variable: the `service` dimension of every metric. The stack's name. */
  service: 'POWERTOOLS_SERVICE_NAME',
  /** Name of the bucket that keeps the runs of a fleet. */
  fleetBucket: 'PREFLIGHT_FLEET_BUCKET',
  /** Id of the KMS key (HMAC_256) for the fingerprints of a fleet. */
  fleetKeyId: 'PREFLIGHT_FLEET_KEY_ID',
  /** Name of the table through which batches share their budget of requests; absent: each has its own. */
  fleetBudgetTable: 'PREFLIGHT_FLEET_BUDGET_TABLE',
  /** ARN of the state machine that the gate of a fleet starts. */
  fleetStateMachineArn: 'PREFLIGHT_FLEET_STATE_MACHINE_ARN',
} as const;

/** Variables whose value is texts, separated by commas. */
export const LIST_VARIABLES = {
  /** Names of the environments that a hook verifies: its caller names none. */
  environments: 'PREFLIGHT_ENVIRONMENTS',
} as const;

/** Variables whose value is a whole number above 0. */
export const NUMBER_VARIABLES = {
  /** Seconds for which the health function answers from its last verdict. */
  healthMaxAgeSeconds: 'PREFLIGHT_HEALTH_MAX_AGE_SECONDS',
} as const;

/** All of them. A spread could have effects to a bundler, which would keep it where it is not used. */
export const ENVIRONMENT_VARIABLES: typeof TEXT_VARIABLES &
  typeof LIST_VARIABLES &
  typeof NUMBER_VARIABLES = /* @__PURE__ */ Object.assign(
  {},
  TEXT_VARIABLES,
  LIST_VARIABLES,
  NUMBER_VARIABLES,
);

/** The functions there are: `functions/handlers/NAME.ts`, bundled into an asset of its own. */
export type FunctionName =
  | 'gate'
  | 'code-deploy-hook'
  | 'ecs-hook'
  | 'deployment-trigger'
  | 'audit'
  | 'watch'
  | 'control'
  | 'health'
  | FleetFunctionName;

/** Those of a fleet: list the members, verify a batch of them, sum up, and answer a pipeline. */
export type FleetFunctionName =
  | 'fleet-inventory'
  | 'fleet-verifier'
  | 'fleet-summary'
  | 'fleet-gate';

/**
 * Metrics of a verification, in CloudWatch's embedded metric format. Every one has the dimension
 * `service`; those of an environment have `environment` too, and no other dimension: each value of a
 * dimension is a metric that is paid for.
 */
export const METRICS = {
  namespace: 'TwilioPreflight',
  serviceDimension: 'service',
  environmentDimension: 'environment',
  /** Per environment: 0 pass, 1 warn, 2 inconclusive, 3 fail. */
  verdict: 'Verdict',
  /** Per environment: 1 for an inconclusive run, else 0. */
  inconclusive: 'Inconclusive',
  /** Per environment: days since the version of the secret was stored; may be a fraction. */
  secretVersionAgeDays: 'SecretVersionAgeDays',
  /** Per environment, by the key audit: days since the API key in its secret was made. */
  keyAgeDays: 'KeyAgeDays',
  /** Milliseconds for the whole run. */
  verificationTime: 'VerificationTime',
  /** Milliseconds of each question to Twilio, retries included. */
  twilioRequestTime: 'TwilioRequestTime',
  /** 1 for a question that Twilio gave no usable answer to (no answer, 429, 5xx, no JSON), else 0. */
  twilioErrors: 'TwilioErrors',
  /** Subscriptions of the alert topic that deliver nothing: not confirmed, deleted, or not there. */
  unconfirmedSubscriptions: 'UnconfirmedSubscriptions',
  /** Members of a fleet's run; a metric for each member would be paid for by the member. */
  fleetMembers: 'FleetMembers',
  /** Of those: how many failed. */
  fleetFailed: 'FleetFailed',
  /** Of those: how many could not be judged. */
  fleetInconclusive: 'FleetInconclusive',
} as const;

/**
 * The message attributes that filter policies select on. Every alert has both; messages of AWS itself
 * (alarms, EventBridge) have none at all.
 */
export const ALERT_ATTRIBUTES = { environment: 'environment', severity: 'severity' } as const;

/** The attribute `severity` by the verdict; of a recovery it is that of the incident which ended. */
export const ALERT_SEVERITIES = { fail: 'critical', inconclusive: 'warning' } as const;

/** Name of the configuration inside a function's asset, beside its code. */
export const CONFIGURATION_FILE = 'preflight.config.json';

/**
 * Name of the configuration as synth validated it, beside {@link CONFIGURATION_FILE}: a function that finds
 * it made from just that text need not load the schema, some 20 ms of its start.
 */
export const VALIDATED_CONFIGURATION_FILE = 'preflight.validated.json';

/** Name of the code file inside a function's asset; the handler is `index.handler`. */
export const BUNDLE_FILE = 'index.mjs';

/** The name that a gate's action has in a pipeline unless it is given another; the backstop looks for it. */
export const GATE_ACTION_NAME = 'TwilioGate';

/** Time limit of the watch function: the gate's, since it waits for rotations as the gate does. */
export const WATCH_TIMEOUT_SECONDS = 120;

/** Time limit of the health function: a verification, and a little for the answer. */
export const HEALTH_TIMEOUT_SECONDS = 30;

/** For how long the health function answers from its last verdict by default. */
export const HEALTH_MAX_AGE_SECONDS = 900;

/** Time limit of the gate function. */
export const GATE_TIMEOUT_SECONDS = 120;

/** Time limit of the audit function: a fleet's keys are listed 50 accounts at once. */
export const AUDIT_TIMEOUT_SECONDS = 300;

/** Time limit of the verifier of a batch: far above what a batch takes, since a budget may make it wait. */
export const FLEET_BATCH_TIMEOUT_SECONDS = 300;

/** Time limit of the gate of a fleet: it starts or describes a run, and answers. */
export const FLEET_GATE_TIMEOUT_SECONDS = 60;

/** The label of the Map Run in the state machine of a fleet, and so in the ARNs of its Map Runs. */
export const FLEET_MAP_LABEL = 'VerifyMembers';

/** Members in a batch: few enough for a minute, many enough that a start costs little. */
export const FLEET_BATCH_MEMBERS = 25;

/** Time limit of the functions that list members and sum up: lists of a million are read as they come. */
export const FLEET_LIST_TIMEOUT_SECONDS = 900;

/** Where a run of a fleet lies in its bucket. */
export const FLEET_KEYS = {
  /** `runs/RUN/`. */
  run: (runId: string): string => `runs/${runId}/`,
  /** One member a line: those that this run verifies. */
  inventory: (runId: string): string => `runs/${runId}/inventory.jsonl`,
  /** In a run by `onlyFrom`: the members that passed in that run, in the same form; they are not verified again. */
  carried: (runId: string): string => `runs/${runId}/carried/inventory.jsonl`,
  /**
   * One result a line, by batch: the index of its first member. A batch that is delivered twice writes it twice.
   * Of two results of a member the one in the last key holds: after the batches come those that an earlier
   * run gave (`carried-…`), then what the summary changed (`summary-…`).
   */
  results: (runId: string, part?: number | string): string =>
    `runs/${runId}/results/${part === undefined ? '' : `${part}.jsonl`}`,
  fingerprints: (runId: string, part?: number | string): string =>
    `runs/${runId}/fingerprints/${part === undefined ? '' : `${part}.jsonl`}`,
  /** The names of the members with this verdict and their causes, one a line; of every run that was summed up. */
  verdicts: (runId: string, verdict: string): string => `runs/${runId}/verdicts/${verdict}.jsonl`,
  report: (runId: string): string => `runs/${runId}/report.json`,
  /** What every member was declared to be: passes are carried over only to a run that declares the same. */
  template: (runId: string): string => `runs/${runId}/template.json`,
} as const;

/** Where the pages of runs lie in their bucket: the gate's role writes nothing else. */
export const REPORT_PREFIX = 'reports/';

/** Time limit of the control function: a few calls of DynamoDB, and an alert. */
export const CONTROL_TIMEOUT_SECONDS = 30;

/** Partition of overrides and snoozes in the table of runs: the control function's role reaches no other. */
export const CONTROL_PARTITION = 'CONTROL';

/** Stack output names that users and the command line rely on. */
export const OUTPUTS = {
  gateFunctionName: 'GateFunctionName',
  /** For `PipelineGate.fromFunctionArn`. */
  gateFunctionArn: 'GateFunctionArn',
  watchFunctionName: 'WatchFunctionName',
  healthFunctionUrl: 'HealthFunctionUrl',
  /** Only where an auditor is declared: no other credential can list the keys. */
  auditFunctionName: 'AuditFunctionName',
  controlFunctionName: 'ControlFunctionName',
  alertTopicArn: 'AlertTopicArn',
  /** Only where the configuration asks for a chat. */
  chatTopicArn: 'ChatTopicArn',
  runsTableName: 'RunsTableName',
  /** Only where `reportBucket` asks for one. */
  reportBucketName: 'ReportBucketName',
  /** For resource policies of secrets and keys in other AWS accounts. */
  gateRoleArn: 'GateRoleArn',
  /** Only where a fleet is declared, as the next: for `twilio-preflight fleet --state-machine`. */
  fleetStateMachineArn: 'FleetStateMachineArn',
  fleetBucketName: 'FleetBucketName',
} as const;
