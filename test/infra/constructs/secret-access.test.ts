import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../../infra/configuration/load-configuration.ts';
import { grantDeclaredSecrets } from '../../../infra/constructs/secret-access.ts';
import {
  CONFIGURATION,
  configurationWith,
  environment,
  writeConfiguration,
} from '../configuration-files.ts';
import { testStack } from '../synthesise.ts';

const HOME = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:';
const FOREIGN = 'arn:aws:secretsmanager:eu-west-1:210987654321:secret:twilio';
const KEY = 'arn:aws:kms:eu-west-1:210987654321:key/11111111-2222-3333-4444-555555555555';
const ROLE = 'arn:aws:iam::210987654321:role/twilio-reader';

const STAGES = {
  'ForAnyValue:StringEquals': {
    'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'],
  },
};

/** What a role may do after the grant. */
function statementsFor(configuration: unknown, secretPrefixes?: readonly string[]): unknown {
  const stack = testStack('us-east-1');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const loaded = loadConfiguration(writeConfiguration(configuration));
  const readable = { ...loaded.configuration, secretPrefixes };
  grantDeclaredSecrets(stack, role, readable).assertSuccess();
  const policy = role.node.findChild('DefaultPolicy') as iam.Policy;
  return stack.resolve(policy.document).Statement;
}

/** The value in three stages; the metadata without a condition, since a request for it names no stage. */
function readStatements(resource: string | readonly string[]): readonly object[] {
  const allow = { Effect: 'Allow', Resource: resource };
  return [
    { ...allow, Action: 'secretsmanager:GetSecretValue', Condition: STAGES },
    { ...allow, Action: 'secretsmanager:DescribeSecret' },
  ];
}

describe('grantDeclaredSecrets', () => {
  it('opens value and metadata of each declared secret, and of no other, the value in three stages', () => {
    expect(statementsFor(CONFIGURATION)).toEqual(
      readStatements([
        `${HOME}production/twilio/credentials-??????`,
        `${HOME}staging/twilio/credentials-??????`,
        `${HOME}twilio/auditor-??????`,
      ]),
    );
  });

  it.each([
    { name: 'a complete ARN', secret: { id: `${FOREIGN}-AbCdEf` }, resource: `${FOREIGN}-AbCdEf` },
    {
      name: 'a name in another Region',
      secret: { id: 'twilio', region: 'eu-west-1' },
      resource: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:twilio-??????',
    },
  ])('opens $name as exactly that secret', ({ secret, resource }) => {
    expect(statementsFor(configurationWith(secret))).toEqual(readStatements(resource));
  });

  it('opens a secret in each of two Regions', () => {
    const configuration = configurationWith({ id: 'one' }, { id: 'two', region: 'eu-west-1' });
    expect(statementsFor(configuration)).toEqual(
      readStatements([
        'arn:aws:secretsmanager:eu-west-1:123456789012:secret:two-??????',
        `${HOME}one-??????`,
      ]),
    );
  });

  it('opens the secrets of a prefix by it, once, and the others by their names', () => {
    const configuration = configurationWith(
      { id: 'customers/1', region: 'eu-west-1' },
      { id: 'customers/2', region: 'eu-west-1' },
    );
    const auditor = { secret: { id: 'twilio/auditor' } };
    expect(statementsFor({ ...configuration, auditor }, ['customers/'])).toEqual(
      readStatements([
        'arn:aws:secretsmanager:eu-west-1:123456789012:secret:customers/*',
        `${HOME}twilio/auditor-??????`,
      ]),
    );
  });

  it('opens the key of a secret in another account, through Secrets Manager only', () => {
    const secret = { id: `${FOREIGN}-AbCdEf`, kmsKeyArn: KEY };
    expect(statementsFor(configurationWith(secret))).toEqual([
      ...readStatements(`${FOREIGN}-AbCdEf`),
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: KEY,
        Condition: {
          StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' },
        },
      },
    ]);
  });

  it('assumes the declared role and touches neither its secret nor its key directly', () => {
    const secret = { id: `${FOREIGN}-AbCdEf`, roleArn: ROLE, kmsKeyArn: KEY };
    expect(statementsFor(configurationWith(secret))).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE },
    ]);
  });

  it('names a key that several secrets share once', () => {
    const configuration = configurationWith(
      { id: `${FOREIGN}-AbCdEf`, kmsKeyArn: KEY },
      { id: `${FOREIGN}-GhIjKl`, kmsKeyArn: KEY },
    );
    expect(statementsFor(configuration)).toEqual([
      ...readStatements([`${FOREIGN}-AbCdEf`, `${FOREIGN}-GhIjKl`]),
      expect.objectContaining({ Action: 'kms:Decrypt', Resource: KEY }),
    ]);
  });

  it.each([
    { type: 'AWS::IAM::Policy', limit: 10_240 },
    { type: 'AWS::IAM::ManagedPolicy', limit: 6_144 },
  ])('spreads 150 environments over policies that AWS accepts: $type', ({ type, limit }) => {
    const stack = testStack('us-east-1');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const { configuration } = loadConfiguration(writeConfiguration(fleetOf(150)));
    grantDeclaredSecrets(stack, role, configuration);
    const policies = Object.values(Template.fromStack(stack).findResources(type));
    expect(policies).not.toEqual([]);
    for (const policy of policies) {
      expect(JSON.stringify(policy['Properties'].PolicyDocument).length).toBeLessThan(limit);
    }
  });
});

function fleetOf(size: number): object {
  const environments = Array.from({ length: size }, (_, index) => {
    const sid = `AC${index.toString(16).padStart(32, '0')}`;
    return [`customer-${index}`, environment(sid, { id: `customers/${index}/twilio/credentials` })];
  });
  return { environments: Object.fromEntries(environments) };
}
