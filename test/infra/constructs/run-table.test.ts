import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { describe, expect, it } from 'vitest';
import { RunTable, type RunTableProps } from '../../../infra/constructs/run-table.ts';
import { synthesisedOnce, testStack } from '../synthesise.ts';

const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const TABLE = 'AWS::DynamoDB::GlobalTable';

function templateOf(props: RunTableProps = {}): Template {
  return synthesisedOnce(RunTable.name, props, () => {
    const stack = testStack('us-east-1');
    new RunTable(stack, 'Runs', props);
    return stack;
  });
}

describe('RunTable', () => {
  it('is on demand, recoverable to any moment, and forgets what has expired', () => {
    templateOf().hasResourceProperties(TABLE, {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: true,
        }),
      ],
    });
  });

  it('outlives its stack, and can be made not to', () => {
    templateOf().hasResource(TABLE, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    const trial = { deletionProtection: false, removalPolicy: RemovalPolicy.DESTROY };
    templateOf(trial).hasResource(TABLE, {
      DeletionPolicy: 'Delete',
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: false })] },
    });
  });

  it('is encrypted with a key of AWS, or with a given one', () => {
    templateOf().hasResourceProperties(TABLE, { SSESpecification: { SSEEnabled: false } });
    const stack = testStack('us-east-1');
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
    new RunTable(stack, 'Runs', { encryptionKey });
    Template.fromStack(stack).hasResourceProperties(TABLE, {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [Match.objectLike({ SSESpecification: { KMSMasterKeyId: KEY_ARN } })],
    });
  });
});

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

function statements(
  grant: (table: RunTable, role: iam.Role) => void,
  withKey = false,
): readonly Statement[] {
  const stack: Stack = testStack('us-east-1');
  const encryptionKey = withKey ? kms.Key.fromKeyArn(stack, 'Key', KEY_ARN) : undefined;
  const table = new RunTable(stack, 'Runs', encryptionKey === undefined ? {} : { encryptionKey });
  grant(
    table,
    new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }),
  );
  const template = Template.fromStack(stack);
  const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
  return policy?.['Properties'].PolicyDocument.Statement;
}

describe('whoever keeps the history', () => {
  it('may read and write items of this table, and nothing else', () => {
    expect(statements((table, role) => table.grantKeep(role))).toEqual([
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^RunsTable/), 'Arn'] },
      },
    ]);
  });

  it('may use the key that encrypts it', () => {
    const [key] = statements((table, role) => table.grantKeep(role), true);
    expect(key).toMatchObject({
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Resource: KEY_ARN,
    });
  });
});

describe('whoever reads the history', () => {
  it('may not write', () => {
    expect(statements((table, role) => table.grantRead(role))).toMatchObject([
      { Action: ['dynamodb:GetItem', 'dynamodb:Query'] },
    ]);
  });
});
