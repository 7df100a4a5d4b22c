import { readFileSync } from 'node:fs';
import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { beforeAll, describe, expect, it } from 'vitest';
import { mostBatches } from '../../../functions/configuration/most-batches.ts';
import {
  FleetVerification,
  type FleetVerificationProps,
} from '../../../infra/constructs/fleet-verification.ts';
import { CONFIGURATION, FLEET_CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { templateOf, testStack } from '../synthesise.ts';

function fleetWith(
  props: Partial<FleetVerificationProps> = {},
  configuration: object = FLEET_CONFIGURATION,
): FleetVerification {
  const configFile = writeConfiguration(configuration);
  return new FleetVerification(testStack('us-east-1'), 'Fleet', { configFile, ...props });
}

const PARENT = 'AC1de4b1bbb6f0b5bb2a60fbd3a2d0cb10';

interface State {
  readonly Next?: string;
  readonly Choices?: unknown;
  readonly Parameters?: unknown;
  readonly Retry?: unknown;
  readonly Catch?: unknown;
  readonly ItemProcessor?: { readonly States: Record<string, State> };
}

/** The states of the definition, with what is known at deploy only as `…`. */
function statesOf(template: Template): Record<string, State> {
  const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
  const parts: unknown[] = machine?.['Properties'].DefinitionString['Fn::Join'][1];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : '…')).join('')).States;
}

/** What the role of a part may do, and on what. */
function grantsOf(template: Template, part: string): readonly (readonly [string, string])[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
  return policies
    .filter(([id]) => id.startsWith(`Fleet${part}`))
    .flatMap(([, policy]) => policy['Properties'].PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action].flat().map((action: string) => [action, JSON.stringify(Resource)] as const),
    );
}

function actionsOf(template: Template, part: string): readonly string[] {
  return grantsOf(template, part)
    .map(([action]) => action)
    .toSorted();
}

const LOGS = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const TELLS = ['kms:Decrypt', 'kms:GenerateDataKey*', 'sns:Publish'];

describe('FleetVerification', () => {
  let template: Template;

  beforeAll(() => {
    template = templateOf(fleetWith());
  });

  it.each([
    {
      part: 'Inventory',
      may: ['s3:GetObject', 's3:ListBucket', 's3:ListBucket', 's3:PutObject'],
      further: ['secretsmanager:ListSecrets', ...LOGS],
    },
    {
      part: 'Verifier',
      may: ['dynamodb:GetItem', 'dynamodb:PutItem', 'kms:GenerateMac', 's3:PutObject'],
      further: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', ...LOGS],
    },
    {
      part: 'Summary',
      may: ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
      further: [...LOGS, ...TELLS],
    },
    {
      part: 'Gate',
      may: ['states:DescribeExecution', 'states:DescribeMapRun', 'states:ListMapRuns'],
      further: [
        'states:StartExecution',
        'codepipeline:PutJobFailureResult',
        'codepipeline:PutJobSuccessResult',
        ...LOGS,
      ],
    },
  ])('gives $part exactly the permissions it uses', ({ part, may, further }) => {
    expect(actionsOf(template, part)).toEqual([...may, ...further].toSorted());
  });

  it('lets the verifier read the secrets of the template, and no other', () => {
    const reads = grantsOf(template, 'Verifier').filter(([action]) =>
      action.startsWith('secretsmanager:'),
    );
    for (const [, resource] of reads) {
      expect(resource).toContain(':secret:tenants/*/twilio-??????');
      expect(resource).not.toContain('"*"');
    }
  });

  it('lets the verifier write results and fingerprints, and nothing else in the bucket', () => {
    const [[, resource] = []] = grantsOf(template, 'Verifier').filter(([action]) =>
      action.startsWith('s3:'),
    );
    expect(resource?.match(/\/runs[^"]*/g)).toEqual([
      '/runs/*/fingerprints/*',
      '/runs/*/results/*',
    ]);
  });

  it('keeps runs in a private bucket that takes requests over TLS only, and removes them after 90 days', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.anyValue(),
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 90 })] },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  it('makes fingerprints by a key that only makes message authentication codes', () => {
    template.hasResourceProperties('AWS::KMS::Key', {
      KeySpec: 'HMAC_256',
      KeyUsage: 'GENERATE_VERIFY_MAC',
    });
  });

  it('logs no input and no output, and traces nothing', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: Match.objectLike({ Level: 'ERROR', IncludeExecutionData: false }),
      TracingConfiguration: { Enabled: false },
    });
  });

  it('reads the inventory in batches of 25, tolerates every failed batch, and goes on', () => {
    const { VerifyMembers: map } = statesOf(template);
    expect(map).toMatchObject({
      ItemReader: {
        Resource: expect.stringContaining(':states:::s3:getObject'),
        ReaderConfig: { InputType: 'JSONL' },
        Parameters: { 'Key.$': '$.key' },
      },
      ItemBatcher: { MaxItemsPerBatch: 25, BatchInput: { 'runId.$': '$.runId' } },
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
      ToleratedFailurePercentage: 100,
      MaxConcurrency: 20,
      ResultWriter: { Parameters: { Prefix: 'map-runs' } },
      ResultPath: null,
      Next: 'SumUp',
    });
  });

  it('tries a batch again with jitter, and then gives it up without what its function said', () => {
    const { VerifyBatch, NotJudged } =
      statesOf(template)['VerifyMembers']?.ItemProcessor?.States ?? {};
    expect(VerifyBatch?.Retry).toMatchObject([
      { ErrorEquals: ['Lambda.TooManyRequestsException'], JitterStrategy: 'FULL' },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 3, JitterStrategy: 'FULL' },
    ]);
    expect(VerifyBatch?.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'NotJudged' }]);
    expect(NotJudged).toMatchObject({ Type: 'Fail', Error: 'BatchNotJudged' });
  });

  it('sums up at once where there is no member to verify', () => {
    const { AnyMembers, ListMembers } = statesOf(template);
    expect(ListMembers?.Next).toBe('AnyMembers');
    expect(AnyMembers?.Choices).toEqual([{ Variable: '$.total', NumericEquals: 0, Next: 'SumUp' }]);
  });

  it('hands the inventory what the run was started with, and the name of its execution', () => {
    expect(statesOf(template)['ListMembers']?.Parameters).toEqual({
      'runId.$': '$$.Execution.Name',
      'input.$': '$',
    });
  });

  it('raises an alarm for runs without a report, and for the errors of each function', () => {
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms).toHaveLength(5);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.objectLike({
        'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('alarmfleet-not-judged')])],
      }),
    });
  });

  it('begins by schedule, with a role that starts this state machine alone', () => {
    const fleet = fleetWith();
    fleet.onSchedule(ScheduleExpression.rate(Duration.hours(6)));
    const scheduled = templateOf(fleet);
    scheduled.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(6 hours)',
      Target: Match.objectLike({ Input: '{}' }),
    });
    expect(actionsOf(scheduled, 'ScheduleRole')).toEqual(['states:StartExecution']);
  });

  it.each([0, 1001, 1.5])('refuses %s batches at once', (maxConcurrency) => {
    expect(() => fleetWith({ maxConcurrency })).toThrow('Give a whole number, 1 to 1000');
  });

  it('warns of more batches at once than the one item of the budget takes', () => {
    const most = mostBatches();
    const warning = `"maxConcurrency" is ${most + 1}: .* 1000 write units a second, .* ${most} batches`;
    const annotations = (maxConcurrency: number) =>
      Annotations.fromStack(Stack.of(fleetWith({ maxConcurrency })));
    annotations(most + 1).hasWarning('*', Match.stringLikeRegexp(warning));
    annotations(most).hasNoWarning('*', Match.stringLikeRegexp('maxConcurrency'));
    expect(readFileSync('docs/scale.md', 'utf8')).toContain(`${most} batches all of them`);
  });

  it('refuses a configuration without a fleet', () => {
    expect(() => fleetWith({}, CONFIGURATION)).toThrow('declares none. Declare "fleet"');
  });

  it('reads the auditor, and no object of yours, where the members are subaccounts', () => {
    const members = { subaccountsOf: PARENT };
    const auditor = { secret: { id: 'twilio/auditor' } };
    const configuration = { ...FLEET_CONFIGURATION, auditor };
    const fleet = { ...configuration.fleet, members };
    const subaccounts = templateOf(fleetWith({}, { ...configuration, fleet }));
    const resources = grantsOf(subaccounts, 'Inventory').filter(([action]) =>
      /GetSecretValue|GetObject/.test(action),
    );
    expect(JSON.stringify(resources)).toContain('twilio/auditor-??????');
    expect(JSON.stringify(resources)).not.toContain('members.csv');
  });
});
