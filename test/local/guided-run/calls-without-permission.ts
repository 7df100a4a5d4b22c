import { z } from 'zod';
import type { JournalEntry } from '../../../local/aws/journal.ts';
import { resolveTree } from '../../../local/deployment/resolve-value.ts';
import type { RunningSystem } from '../../../local/guided-run/system/running-system.ts';

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const policySchema = z.object({
  Roles: z.array(z.string()),
  PolicyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.string(), Action: texts, Resource: texts })),
  }),
});

/**
 * The calls of a system's functions that no policy of their role allows, by action and resource; conditions are
 * taken as met. The local AWS answers such a call, and AWS does not.
 */
export function callsWithoutPermission({ aws, deployment }: RunningSystem): readonly string[] {
  const { assembly, references } = deployment;
  const policies = assembly.resources
    .filter(({ type }) => type === 'AWS::IAM::Policy')
    .map(({ properties }) => policySchema.parse(resolveTree(properties, references)));
  const isAllowed = (role: string, action: string, resource: string): boolean =>
    policies
      .filter(({ Roles }) => Roles.includes(role))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .some(
        ({ Effect, Action, Resource }) =>
          Effect === 'Allow' &&
          Action.some((pattern) => matches(pattern, action)) &&
          Resource.some((pattern) => matches(pattern, resource)),
      );
  const refused = aws.journal.list().flatMap((call) => {
    const [, role = ''] = call.principal?.split('/') ?? [];
    const [action, resource] = [actionOf(call), resourceOf(call)];
    return isAllowed(role, action, resource) ? [] : [`${role}: ${action} ${resource}`];
  });
  return [...new Set(refused)];
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

function actionOf({ service, operation }: JournalEntry): string {
  const name = operation === 'ListObjectsV2' ? 'ListBucket' : operation;
  return `${service === 'sfn' ? 'states' : service}:${name}`;
}

/** The journal names most things without their ARN. */
function resourceOf({ service, region, resources }: JournalEntry): string {
  const [first = ''] = resources;
  const arn = (rest: string): string => `arn:aws:${service}:${region}:111122223333:${rest}`;
  switch (service) {
    case 's3':
      return `arn:aws:s3:::${resources.join('/')}`;
    case 'secretsmanager':
      return arn(`secret:${first}-AbCdEf`);
    case 'dynamodb':
      return arn(`table/${first}`);
    case 'kms':
      return arn(`key/${first}`);
    default:
      return first;
  }
}
