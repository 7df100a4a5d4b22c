import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import {
  ALERT_ATTRIBUTES,
  ALERT_SEVERITIES,
  BUNDLE_FILE,
  CONFIGURATION_FILE,
  ENVIRONMENT_VARIABLES,
  type FunctionName,
  GATE_ACTION_NAME,
  METRICS,
  OUTPUTS,
} from '../../functions/contract.ts';
import { ALL_CAUSES } from '../../functions/domain/causes/all-causes.ts';
import { ALL_CHECKS } from '../../functions/domain/checks/all-checks.ts';
import type {
  CheckStatus,
  Confidence,
  Trigger,
  Verdict,
} from '../../functions/domain/model/report.ts';
import { EcsGate } from '../../infra/index.ts';
import { CONFIGURATION, writeConfiguration } from '../infra/configuration-files.ts';
import { synthesise, testStack } from '../infra/synthesise.ts';

/** Names in deployed stacks, dashboards, filters and stored items of version 0.1.0. None may go. */
const OUTPUT_NAMES = {
  gateFunctionName: 'GateFunctionName',
  gateFunctionArn: 'GateFunctionArn',
  watchFunctionName: 'WatchFunctionName',
  healthFunctionUrl: 'HealthFunctionUrl',
  auditFunctionName: 'AuditFunctionName',
  alertTopicArn: 'AlertTopicArn',
  chatTopicArn: 'ChatTopicArn',
  controlFunctionName: 'ControlFunctionName',
  runsTableName: 'RunsTableName',
  gateRoleArn: 'GateRoleArn',
};

const VARIABLE_NAMES = {
  alertTopicArn: 'PREFLIGHT_ALERT_TOPIC_ARN',
  chatTopicArn: 'PREFLIGHT_CHAT_TOPIC_ARN',
  serviceTopicArn: 'PREFLIGHT_SERVICE_TOPIC_ARN',
  runsTable: 'PREFLIGHT_RUNS_TABLE',
  twilioOrigin: 'PREFLIGHT_TWILIO_ORIGIN',
  environments: 'PREFLIGHT_ENVIRONMENTS',
  healthMaxAgeSeconds: 'PREFLIGHT_HEALTH_MAX_AGE_SECONDS',
  service: 'POWERTOOLS_SERVICE_NAME',
};

const METRIC_NAMES = {
  namespace: 'TwilioPreflight',
  serviceDimension: 'service',
  environmentDimension: 'environment',
  verdict: 'Verdict',
  inconclusive: 'Inconclusive',
  secretVersionAgeDays: 'SecretVersionAgeDays',
  keyAgeDays: 'KeyAgeDays',
  verificationTime: 'VerificationTime',
  twilioRequestTime: 'TwilioRequestTime',
  twilioErrors: 'TwilioErrors',
  unconfirmedSubscriptions: 'UnconfirmedSubscriptions',
};

/** The compiler refuses an id that is gone: lists with `satisfies` are compared with the type. */
const FUNCTION_NAMES = [
  'gate',
  'code-deploy-hook',
  'ecs-hook',
  'deployment-trigger',
  'audit',
  'watch',
  'health',
  'control',
] as const satisfies readonly FunctionName[];

const CHECK_IDS = [
  'secret.readable',
  'secret.shape',
  'credential.format',
  'credential.kind',
  'environment.isolation',
  'credential.accepted',
  'account.identity',
  'account.parent',
  'account.active',
  'credential.key-type',
  'credential.reach',
  'webhook.auth-token',
  'key.age',
  'key.label',
];

const AUDIT_CHECK_IDS = [
  'key.present',
  'key.age',
  'key.label',
  'key.stray',
  'secret.rotation',
  'secret.age',
];

const CAUSE_IDS = [
  'secret.not-found',
  'secret.access-denied',
  'secret.kms-denied',
  'secret.pending-deletion',
  'secret.not-json',
  'secret.missing-field',
  'credential.whitespace',
  'credential.swapped',
  'credential.malformed',
  'credential.placeholder',
  'credential.api-key-as-account',
  'credential.mixed',
  'credential.wrong-kind',
  'credential.stale-version',
  'rotation.in-progress',
  'credential.rejected',
  'credential.test-credentials',
  'credential.insufficient-permission',
  'credential.over-privileged',
  'credential.audit',
  'environment.wrong-account',
  'environment.wrong-parent',
  'environment.shared-credential',
  'account.suspended',
  'account.closed',
  'account.trial',
  'region.mismatch',
  'twilio.rate-limited',
  'twilio.unavailable',
  'twilio.unexpected-response',
  'network.unreachable',
  'aws.unavailable',
  'config.invalid',
  'config.unknown-environment',
];

const TRIGGERS = [
  'pipeline',
  'manual',
  'schedule',
  'secret-change',
  'alarm',
  'cli',
  'fleet',
] as const satisfies readonly Trigger[];

const VERDICTS = ['pass', 'warn', 'inconclusive', 'fail'] as const satisfies readonly Verdict[];
const STATUSES = [...VERDICTS, 'skipped'] as const satisfies readonly CheckStatus[];
const CONFIDENCES = ['proven', 'likely', 'possible'] as const satisfies readonly Confidence[];

describe('names that stacks, dashboards and subscribers of version 0.1.0 know', () => {
  it.each<readonly [string, object, object]>([
    ['stack outputs', OUTPUTS, OUTPUT_NAMES],
    ['environment variables', ENVIRONMENT_VARIABLES, VARIABLE_NAMES],
    ['metrics and their dimensions', METRICS, METRIC_NAMES],
    ['message attributes', ALERT_ATTRIBUTES, { environment: 'environment', severity: 'severity' }],
    ['severities', ALERT_SEVERITIES, { fail: 'critical', inconclusive: 'warning' }],
  ])('%s', (_name, current, promised) => {
    expect(current).toMatchObject(promised);
  });

  it('files in a function, and the name of a gate in a pipeline', () => {
    expect([CONFIGURATION_FILE, BUNDLE_FILE, GATE_ACTION_NAME]).toEqual([
      'preflight.config.json',
      'index.mjs',
      'TwilioGate',
    ]);
  });

  it('ids of checks and causes', () => {
    const inGate = ALL_CHECKS.filter(
      ({ tier, inGate: use }) => tier !== 'audit' || use !== undefined,
    );
    const inAudit = ALL_CHECKS.filter(({ tier }) => tier === 'audit');
    expect(inGate.map(({ id }) => id)).toEqual(expect.arrayContaining(CHECK_IDS));
    expect(inAudit.map(({ id }) => id)).toEqual(expect.arrayContaining(AUDIT_CHECK_IDS));
    expect(ALL_CAUSES.map(({ id }) => id)).toEqual(expect.arrayContaining(CAUSE_IDS));
    expect([CHECK_IDS, AUDIT_CHECK_IDS, CAUSE_IDS].map(({ length }) => length)).toEqual([
      14, 6, 34,
    ]);
  });

  it('ids of functions, triggers, verdicts, which the compiler compares', () => {
    const lists = [FUNCTION_NAMES, TRIGGERS, STATUSES];
    expect(lists.map((ids) => new Set<string>(ids).size)).toEqual([8, 7, 5]);
    expect(CONFIDENCES).toHaveLength(3);
  });
});

describe('a stack of version 0.1.0', () => {
  const template = synthesise({
    ...CONFIGURATION,
    alerts: { email: [{ address: 'ops@example.com', minimumVerdict: 'fail' }], chat: true },
  });

  it.each(Object.values(OUTPUT_NAMES))('has the output %s', (name) => {
    expect(Object.keys(template.findOutputs('*'))).toContain(name);
  });

  it('sets every variable for its functions, but for those of hooks and of the local world', () => {
    const { twilioOrigin: _local, environments: _hooks, ...stack } = VARIABLE_NAMES;
    expect(variablesOf(template)).toEqual(expect.arrayContaining(Object.values(stack)));
  });

  it('names its environments to a hook', () => {
    const stack = testStack();
    const configFile = writeConfiguration(CONFIGURATION);
    new EcsGate(stack, 'Gate', { configFile, environment: 'production' });
    expect(variablesOf(Template.fromStack(stack))).toContain('PREFLIGHT_ENVIRONMENTS');
  });

  it('keys its table by pk and sk, and lets items expire by expiresAt', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('filters alerts by the attribute severity', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      FilterPolicy: { severity: ['critical', { exists: false }] },
    });
  });
});

/** Names of all environment variables of a template's functions. */
function variablesOf(template: Template): readonly string[] {
  const functions = Object.values(template.findResources('AWS::Lambda::Function'));
  return functions.flatMap(({ Properties }) =>
    Object.keys(Properties['Environment']?.['Variables'] ?? {}),
  );
}
