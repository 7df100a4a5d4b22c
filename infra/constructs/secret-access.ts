import { Arn, type ArnComponents, ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type {
  Configuration,
  ConfiguredSecret,
} from '../../functions/configuration/configuration.ts';
import { acceptWildcards } from './accept-wildcards.ts';

// The stages the functions read: what is in use, and, to explain a rejection, what was and what will
// be. Stages of someone else's making stay closed. Every call must name its stage to match.
const READABLE_STAGES = ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'];

/** What is to be read, and by which prefixes of names where there are too many to name one by one. */
export interface ReadableSecrets {
  readonly environments: readonly { readonly secret: ConfiguredSecret }[];
  readonly auditor?: { readonly secret: ConfiguredSecret } | undefined;
  readonly secretPrefixes?: readonly string[] | undefined;
}

/**
 * Lets `grantee` read exactly the secrets that the configuration declares, value and metadata: each
 * environment's, because two environments with one credential is a fault that only both secrets show,
 * and the auditor's.
 *
 * - A name becomes `name-??????` in the secret's Region: Secrets Manager appends six characters, anew
 *   when a secret is made again. Never `name-*`, which is also every longer name.
 * - A name that begins with one of `secretPrefixes` becomes `prefix*`, once: also what is not declared.
 * - An ARN is complete, and taken as it is.
 * - A secret with a role needs only `sts:AssumeRole`: the role's own permissions read and decrypt it.
 * - A customer managed key (`kmsKeyArn`) may be used through Secrets Manager only.
 *
 * One grant per secret: the CDK merges statements as far as they fit into a policy, and moves the rest
 * of a large fleet into further policies. It cannot split one statement.
 */
export function grantDeclaredSecrets(
  scope: Construct,
  grantee: iam.IGrantable,
  readable: ReadableSecrets,
): iam.Grant {
  const roleArns = new Set<string>();
  const keyArns = new Set<string>();
  const secretArns = new Set<string>();
  for (const secret of secretsOf(readable)) {
    if (secret.roleArn !== undefined) roleArns.add(secret.roleArn);
    else {
      secretArns.add(secretArn(scope, secret, readable));
      if (secret.kmsKeyArn !== undefined) keyArns.add(secret.kmsKeyArn);
    }
  }
  let grant = iam.Grant.drop(grantee, 'The beginning of a sum');
  for (const arn of secretArns) grant = grant.combine(grantSecret(grantee, arn));
  for (const arn of keyArns) grant = grant.combine(grantKey(grantee, arn));
  for (const arn of roleArns) {
    const assume = { grantee, actions: ['sts:AssumeRole'], resourceArns: [arn] };
    grant = grant.combine(iam.Grant.addToPrincipal(assume));
  }
  return grant;
}

/** Accepts those that a role reads by the beginning of their names, or by the form of them. */
export function acknowledgePrefixes(role: iam.IRole, readable: ReadableSecrets): void {
  const arns = secretsOf(readable)
    .filter(({ roleArn }) => roleArn === undefined)
    .map((secret) => secretArn(role, secret, readable));
  const reason = 'The app grants the secrets of a fleet by the beginning of their names.';
  acceptWildcards(role, arns, reason);
}

/** The name in an ARN: Secrets Manager appends six characters to that of a secret. */
function resourceNameOf(id: string, { secretPrefixes = [] }: ReadableSecrets): string {
  const prefix = secretPrefixes.find((each) => id.startsWith(each));
  return prefix === undefined ? `${id}-??????` : `${prefix}*`;
}

/** The length that the CDK takes for an ARN that is known at deploy only. */
const ARN_SIZE_CONTEXT = '@aws-cdk/aws-iam.arnSizeEstimate';

/** Logs, topics and tables of the stack: what else a policy names. */
const LEAST_ARN_SIZE = 100;

/** No partition and Region have longer names together. */
const LONGEST_HOME = {
  partition: 'aws-us-gov',
  region: 'us-gov-west-1',
  account: '123456789012',
};

/**
 * Lets the CDK fill the policies below `scope`: it reckons with 150 characters for an ARN that is known
 * at deploy only, and so needs half as many policies again. To be called before `scope` has children.
 */
export function sizePolicies(scope: Construct, configuration: Configuration): void {
  if (scope.node.children.length > 0) return;
  if (scope.node.tryGetContext(ARN_SIZE_CONTEXT) !== undefined) return;
  const sizes = secretsOf(configuration).map(({ id }) =>
    id.startsWith('arn:')
      ? id.length
      : namedArn(scope, { ...LONGEST_HOME, resourceName: `${id}-??????` }).length,
  );
  scope.node.setContext(ARN_SIZE_CONTEXT, Math.max(LEAST_ARN_SIZE, ...sizes));
}

function grantSecret(grantee: iam.IGrantable, arn: string): iam.Grant {
  const resourceArns = [arn];
  const value = iam.Grant.addToPrincipal({
    grantee,
    actions: ['secretsmanager:GetSecretValue'],
    resourceArns,
    conditions: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': READABLE_STAGES } },
  });
  // Stages, rotation and dates, to explain a rejection. A request for them names no stage, so the
  // condition above would deny it.
  const metadata = iam.Grant.addToPrincipal({
    grantee,
    actions: ['secretsmanager:DescribeSecret'],
    resourceArns,
  });
  return value.combine(metadata);
}

function grantKey(grantee: iam.IGrantable, kmsKeyArn: string): iam.Grant {
  const { region } = Arn.split(kmsKeyArn, ArnFormat.SLASH_RESOURCE_NAME);
  return iam.Grant.addToPrincipal({
    grantee,
    actions: ['kms:Decrypt'],
    resourceArns: [kmsKeyArn],
    conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` } },
  });
}

function secretsOf({ environments, auditor }: ReadableSecrets): readonly ConfiguredSecret[] {
  return [...environments, ...(auditor ? [auditor] : [])].map(({ secret }) => secret);
}

function secretArn(
  scope: Construct,
  { id, region }: ConfiguredSecret,
  readable: ReadableSecrets,
): string {
  if (id.startsWith('arn:')) return id;
  const resourceName = resourceNameOf(id, readable);
  return namedArn(scope, { resourceName, ...(region !== undefined && { region }) });
}

function namedArn(
  scope: Construct,
  parts: Pick<ArnComponents, 'resourceName' | 'partition' | 'region' | 'account'>,
): string {
  return Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    ...parts,
  });
}
