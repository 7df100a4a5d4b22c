import type { Resource, StackAssembly } from './read-assembly.ts';
import type { References } from './resolve-value.ts';
import { attributesOf, type Owner } from './resource-attributes.ts';

// The quota of function and role names. CloudFormation shortens too, and adds a random part.
const LONGEST_NAME = 64;

/** The properties by which a template may give a resource its name. */
const NAME_PROPERTIES = ['FunctionName', 'TopicName', 'RoleName', 'Name'] as const;

/**
 * The name that a resource gets: the template's own, where that is a plain text, or one that is, unlike
 * CloudFormation's, the same on each deploy.
 */
export function physicalName(
  stackName: string,
  { logicalId, properties }: Pick<Resource, 'logicalId' | 'properties'>,
): string {
  const given = NAME_PROPERTIES.map((property) => properties[property]);
  const name = given.find((value): value is string => typeof value === 'string');
  return name ?? `${stackName}-${logicalId}`.slice(0, LONGEST_NAME);
}

/** Everything that a template's values may refer to: its resources and the pseudo parameters. */
export function stackReferences({ stackName, resources }: StackAssembly, owner: Owner): References {
  const { accountId, region } = owner;
  const stackId = `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
  const references = new Map([
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
