import type { LocalAws } from '../aws/start-local-aws.ts';

/** Who deploys, and where to. */
export type Owner = Pick<LocalAws, 'accountId' | 'region'>;

type Attributes = (owner: Owner, name: string) => Readonly<Record<string, string>>;

/**
 * What `Ref` ('') and `Fn::GetAtt` (the attribute's name) give for a type of resource. Of a type that is
 * not here `Ref` gives the name and nothing else is known.
 */
const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  'AWS::SNS::Topic': (owner, name) => {
    const arn = arnOf('sns', name)(owner);
    return { '': arn, TopicArn: arn, TopicName: name };
  },
  'AWS::Lambda::Function': named('lambda', 'function:'),
  'AWS::IAM::Role': ({ accountId }, name) => ({
    '': name,
    Arn: `arn:aws:iam::${accountId}:role/${name}`,
  }),
  'AWS::Events::Rule': named('events', 'rule/'),
  'AWS::KMS::Key': (owner, name) => ({
    '': name,
    KeyId: name,
    Arn: arnOf('kms', `key/${name}`)(owner),
  }),
  'AWS::Logs::LogGroup': named('logs', 'log-group:'),
  'AWS::CloudWatch::Alarm': named('cloudwatch', 'alarm:'),
  'AWS::DynamoDB::Table': named('dynamodb', 'table/'),
  'AWS::DynamoDB::GlobalTable': named('dynamodb', 'table/'),
  'AWS::SecretsManager::Secret': (owner, name) => ({
    '': arnOf('secretsmanager', `secret:${name}`)(owner),
  }),
  'AWS::S3::Bucket': (_owner, name) => ({ '': name, Arn: `arn:aws:s3:::${name.toLowerCase()}` }),
};

/** What the values of a template may call a resource: keys are '' for `Ref`, else attributes. */
export function attributesOf(
  type: string,
  name: string,
  owner: Owner,
): readonly (readonly [string, string])[] {
  return Object.entries(ATTRIBUTES[type]?.(owner, name) ?? { '': name });
}

function named(service: string, prefix: string): Attributes {
  return (owner, name) => ({ '': name, Arn: arnOf(service, `${prefix}${name}`)(owner) });
}

function arnOf(service: string, resource: string): (owner: Owner) => string {
  return ({ accountId, region }) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
}
