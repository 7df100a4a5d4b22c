import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type {
  Configuration,
  ConfiguredSecret,
} from '../../functions/configuration/configuration.ts';

// The stages the functions read: what is in use, and, to explain a rejection, what was and what will
// be. Stages of someone else's making stay closed. Every call must name its stage to match.
const READABLE_STAGES = ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'];

/**
 * Lets `grantee` read exactly the secrets that the configuration declares, value and metadata: each
 * environment's, because two environments with one credential is a fault that only both secrets show,
 * and the auditor's.
 *
 * - A name becomes `name-??????` in the secret's Region: Secrets Manager appends six characters, anew
 *   when a secret is made again. Never `name-*`, which is also every longer name.
 * - A complete ARN is taken as it is; an ARN without the six characters gets `-??????`.
 * - A secret with a role needs only `sts:AssumeRole`: the role's own permissions read and decrypt it.
 * - A customer managed key (`kmsKeyArn`) may be used through Secrets Manager only.
 *
 * One grant per secret: the CDK merges statements as far as they fit into a policy, and moves the rest
 * of a large fleet into further policies. It cannot split one statement.
 */
export function grantDeclaredSecrets(
  scope: Construct,
  grantee: iam.IGrantable,
  { environments, auditor }: Configuration,
): iam.Grant {
  let grant = iam.Grant.drop(grantee, 'The beginning of a sum');
  for (const { secret } of [...environments, ...(auditor ? [auditor] : [])]) {
    grant = grant.combine(grantSecret(scope, grantee, secret));
  }
  return grant;
}

function grantSecret(
  scope: Construct,
  grantee: iam.IGrantable,
  secret: ConfiguredSecret,
): iam.Grant {
  const { roleArn, kmsKeyArn } = secret;
  if (roleArn !== undefined) {
    const actions = ['sts:AssumeRole'];
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [roleArn] });
  }
  const resourceArns = [secretArn(scope, secret)];
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
  const grant = value.combine(metadata);
  return kmsKeyArn === undefined ? grant : grant.combine(grantKey(grantee, kmsKeyArn));
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

function secretArn(scope: Construct, { id, region }: ConfiguredSecret): string {
  if (id.startsWith('arn:')) return /-[A-Za-z0-9]{6}$/.test(id) ? id : `${id}-??????`;
  return Stack.of(scope).formatArn({
    service: 'secretsmanager',
    ...(region !== undefined && { region }),
    resource: 'secret',
    resourceName: `${id}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
