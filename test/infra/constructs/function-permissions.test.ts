import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { configurationWith } from '../configuration-files.ts';
import { synthesise } from '../synthesise.ts';

const READS_SECRETS = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];
const LOGS = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const TELLS = ['kms:Decrypt', 'kms:GenerateDataKey*', 'sns:Publish'];
const KEEPS = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];

const EXPECTED = {
  Gate: [
    'codepipeline:PutJobFailureResult',
    'codepipeline:PutJobSuccessResult',
    ...KEEPS,
    ...LOGS,
    ...READS_SECRETS,
    'sns:ListSubscriptionsByTopic',
    ...TELLS,
  ],
  Watch: [...KEEPS, ...LOGS, ...READS_SECRETS, ...TELLS],
  Health: [...KEEPS, ...LOGS, ...READS_SECRETS, ...TELLS],
  Control: [...KEEPS, ...LOGS, ...TELLS],
  Audit: [...LOGS, ...READS_SECRETS, ...TELLS],
  WatchSchedule: ['lambda:InvokeFunction'],
  AuditSchedule: ['lambda:InvokeFunction'],
} as const;

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

let template: Template;

beforeAll(() => {
  const configuration = configurationWith({ id: 'staging/twilio/credentials' });
  template = synthesise({ ...configuration, auditor: { secret: { id: 'twilio/auditor' } } });
});

/** Every statement of the policies of one role. */
function statementsOf(name: string): readonly Statement[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
  return policies.flatMap(([id, policy]) =>
    new RegExp(`^Preflight${name}RoleDefaultPolicy`).test(id)
      ? policy['Properties'].PolicyDocument.Statement
      : [],
  );
}

describe('the roles of the deployed stack', () => {
  it.each(Object.entries(EXPECTED))('%s may do exactly what it does', (name, expected) => {
    const actions = statementsOf(name).flatMap(({ Action }) => Action);
    expect(actions.toSorted()).toEqual([...expected].toSorted());
  });

  it.each(Object.keys(EXPECTED))('%s may do on all resources only what has none', (name) => {
    const onAll = statementsOf(name).filter(({ Resource }) => Resource === '*');
    const actions = onAll.flatMap(({ Action }) => Action);
    const isAllowed = (action: string): boolean => action.startsWith('codepipeline:PutJob');
    expect(actions.filter((action) => !isAllowed(action))).toEqual([]);
  });

  it('are all of those that hold a policy', () => {
    const ids = Object.keys(template.findResources('AWS::IAM::Policy'));
    expect(ids).toHaveLength(Object.keys(EXPECTED).length);
  });
});
