import type { LocalAws } from '../aws/start-local-aws.ts';
import type { StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-value.ts';

/** Who deploys, and where to. */
export type Owner = Pick<LocalAws, 'accountId' | 'region'>;

type Names = (owner: Owner, name: string) => ReadonlyMap<string, string>;

const tableNames: Names = ({ accountId, region }, name) =>
  new Map([
    ['', name],
    ['Arn', `arn:aws:dynamodb:${region}:${accountId}:table/${name}`],
  ]);

/**
 * What `Ref` ('') and `Fn::GetAtt` (the attribute's name) give for each type of resource that other
 * resources name; a type that is not here cannot be referred to.
 */
const NAMES: Readonly<Record<string, Names>> = {
  'AWS::SNS::Topic': ({ accountId, region }, name) => {
    const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
    return new Map([
      ['', arn],
      ['TopicArn', arn],
      ['TopicName', name],
    ]);
  },
  'AWS::Lambda::Function': ({ accountId, region }, name) =>
    new Map([
      ['', name],
      ['Arn', `arn:aws:lambda:${region}:${accountId}:function:${name}`],
    ]),
  'AWS::DynamoDB::Table': tableNames,
  'AWS::DynamoDB::GlobalTable': tableNames,
  'AWS::IAM::Role': ({ accountId }, name) =>
    new Map([
      ['', name],
      ['Arn', `arn:aws:iam::${accountId}:role/${name}`],
    ]),
};

// The quota of function and role names. CloudFormation shortens too, and adds a random part.
const LONGEST_NAME = 64;

/** The name that a resource gets: unlike CloudFormation's, the same on each deploy. */
export function physicalName(stackName: string, logicalId: string): string {
  return `${stackName}-${logicalId}`.slice(0, LONGEST_NAME);
}

/** Everything that a template's values may refer to: its resources and the pseudo parameters. */
export function stackReferences({ stackName, resources }: StackAssembly, owner: Owner): References {
  const references = new Map([
    ['AWS::AccountId', owner.accountId],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', owner.region],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);
  for (const { logicalId, type } of resources) {
    const names = NAMES[type]?.(owner, physicalName(stackName, logicalId)) ?? [];
    for (const [attribute, value] of names) {
      references.set(attribute === '' ? logicalId : `${logicalId}.${attribute}`, value);
    }
  }
  return references;
}
