import type { LocalAws } from '../aws/start-local-aws.ts';
import type { Resource, StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-value.ts';

/** Who deploys, and where to. */
type Owner = Pick<LocalAws, 'accountId' | 'region'>;

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
  'AWS::Lambda::Url': ({ region }, name) => ({
    '': name,
    FunctionUrl: `https://${name.toLowerCase()}.lambda-url.${region}.on.aws/`,
  }),
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
  'AWS::CloudWatch::CompositeAlarm': named('cloudwatch', 'alarm:'),
  'AWS::DynamoDB::Table': named('dynamodb', 'table/'),
  'AWS::DynamoDB::GlobalTable': named('dynamodb', 'table/'),
  'AWS::SecretsManager::Secret': (owner, name) => ({
    '': arnOf('secretsmanager', `secret:${name}`)(owner),
  }),
  'AWS::StepFunctions::StateMachine': (owner, name) => {
    const arn = arnOf('states', `stateMachine:${name}`)(owner);
    return { '': arn, Arn: arn, Name: name };
  },
  'AWS::S3::Bucket': (_owner, name) => ({ '': name, Arn: `arn:aws:s3:::${name}` }),
};

/** What the values of a template may call a resource: keys are '' for `Ref`, else attributes. */
function attributesOf(
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

// The quota of function and role names. CloudFormation shortens too, and adds a random part.
const LONGEST_NAME = 64;

/** The properties by which a template may give a resource its name. */
const NAME_PROPERTIES = ['FunctionName', 'TopicName', 'RoleName', 'BucketName', 'Name'] as const;

/**
 * The name that a resource gets: the template's own, where that is a plain text, or one that is, unlike
 * CloudFormation's, the same on each deploy.
 */
export function physicalName(
  stackName: string,
  { type, logicalId, properties }: Pick<Resource, 'type' | 'logicalId' | 'properties'>,
): string {
  const given = NAME_PROPERTIES.map((property) => properties[property]);
  const name = given.find((value): value is string => typeof value === 'string');
  if (name !== undefined) return name;
  const made = `${stackName}-${logicalId}`.slice(0, LONGEST_NAME);
  return type === 'AWS::S3::Bucket' ? bucketName(made) : made;
}

/** S3 takes 63 characters, and none in capitals. */
function bucketName(name: string): string {
  return name.toLowerCase().slice(0, 63);
}

/** Everything that a template's values may refer to: its resources, mappings and the pseudo parameters. */
export function stackReferences(
  { stackName, resources, mappings = new Map() }: StackAssembly,
  owner: Owner,
): References {
  const { accountId, region } = owner;
  const stackId = `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
  const references = new Map<string, string>([
    ...mappings,
    ['AWS::AccountId', accountId],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', region],
    ['AWS::StackId', stackId],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);
  for (const resource of resources) {
    const name = physicalName(stackName, resource);
    for (const [attribute, value] of attributesOf(resource.type, name, owner)) {
      const { logicalId } = resource;
      references.set(attribute === '' ? logicalId : `${logicalId}.${attribute}`, value);
    }
  }
  nameVersions(resources, references);
  return references;
}

/** `Ref` of a version of a function is the function's ARN with the version; here there is only one. */
function nameVersions(resources: readonly Resource[], references: Map<string, string>): void {
  for (const { type, logicalId, properties } of resources) {
    if (type !== 'AWS::Lambda::Version') continue;
    const [, owner] = Object.entries(Object(properties['FunctionName']))[0] ?? [];
    const arn = references.get(`${String(owner)}.Arn`);
    if (arn !== undefined) references.set(logicalId, `${arn}:1`);
  }
}
