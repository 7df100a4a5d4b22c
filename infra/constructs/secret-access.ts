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
 * Lets `grantee` read exactly the secrets that the configuration declares: each environment's, because
 * two environments with one credential is a fault that only both secrets show, and the auditor's.
 *
 * - A name becomes `name-??????` in the secret's Region: Secrets Manager appends six characters, anew
 *   when a secret is made again. Never `name-*`, which is also every longer name.
 * - A complete ARN is taken as it is; an ARN without the six characters gets `-??????`.
 * - A secret with a role needs only `sts:AssumeRole`: the role's own permissions read it, and decrypt
 *   it.
 * - A customer managed key (`kmsKeyArn`) may be used through Secrets Manager only.
 */
export function grantDeclaredSecrets(
  scope: Construct,
  grantee: iam.IGrantable,
  configuration: Configuration,
): iam.Grant {
  const secrets = declaredSecrets(configuration);
  const direct = secrets.filter(({ roleArn }) => roleArn === undefined);
  return grantValues(scope, grantee, direct)
    .combine(grantKeys(grantee, direct))
    .combine(grantRoles(grantee, secrets));
}

function declaredSecrets({ environments, auditor }: Configuration): readonly ConfiguredSecret[] {
  const secrets = environments.map(({ secret }) => secret);
  return auditor === undefined ? secrets : [...secrets, auditor.secret];
}

function grantValues(
  scope: Construct,
  grantee: iam.IGrantable,
  secrets: readonly ConfiguredSecret[],
): iam.Grant {
  const resourceArns = distinct(secrets.map((secret) => secretArn(scope, secret)));
  if (resourceArns.length === 0) return nothing(grantee);
  return iam.Grant.addToPrincipal({
    grantee,
    actions: ['secretsmanager:GetSecretValue'],
    resourceArns,
    conditions: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': READABLE_STAGES } },
  });
}

function grantKeys(grantee: iam.IGrantable, secrets: readonly ConfiguredSecret[]): iam.Grant {
  const resourceArns = distinct(secrets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []));
  if (resourceArns.length === 0) return nothing(grantee);
  const services = resourceArns.map((arn) => `secretsmanager.${regionOf(arn)}.amazonaws.com`);
  return iam.Grant.addToPrincipal({
    grantee,
    actions: ['kms:Decrypt'],
    resourceArns,
    conditions: { StringEquals: { 'kms:ViaService': distinct(services) } },
  });
}

function grantRoles(grantee: iam.IGrantable, secrets: readonly ConfiguredSecret[]): iam.Grant {
  const resourceArns = distinct(secrets.flatMap(({ roleArn }) => roleArn ?? []));
  if (resourceArns.length === 0) return nothing(grantee);
  return iam.Grant.addToPrincipal({ grantee, actions: ['sts:AssumeRole'], resourceArns });
}

function nothing(grantee: iam.IGrantable): iam.Grant {
  return iam.Grant.drop(grantee, 'No declared secret needs this permission.');
}

function secretArn(scope: Construct, { id, region }: ConfiguredSecret): string {
  if (id.startsWith('arn:')) return /-[A-Za-z0-9]{6}$/.test(id) ? id : `${id}-??????`;
  return Stack.of(scope).formatArn({
    service: 'secretsmanager',
    ...(region === undefined ? {} : { region }),
    resource: 'secret',
    resourceName: `${id}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function regionOf(arn: string): string {
  return Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).region ?? '';
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
