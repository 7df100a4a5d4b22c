import { Arn, ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** What the role of a rotation works on. */
export interface RotationRoleParts {
  readonly secret: secretsmanager.ISecret;
  readonly key: kms.IKey;
  readonly adminSecret?: secretsmanager.ISecret;
  readonly permissionsBoundary?: iam.IManagedPolicy;
}

/**
 * Makes the role that Secrets Manager takes to rotate this one secret: it reads and writes the secret,
 * reads the admin secret, and uses their keys through Secrets Manager. Only Secrets Manager may take
 * it, for secrets of this account and Region.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-security.html
 */
export function createRotationRole(scope: Construct, parts: RotationRoleParts): iam.Role {
  const { secret, key, adminSecret, permissionsBoundary } = parts;
  const role = new iam.Role(scope, 'RotationRole', {
    assumedBy: secretsManagerOf(scope),
    description: 'Secrets Manager rotates one Twilio credential with it',
    ...(permissionsBoundary !== undefined && { permissionsBoundary }),
  });
  secret.grantRead(role);
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
      resources: [secret.secretArn],
    }),
  );
  role.addToPolicy(keyStatement(key));
  adminSecret?.grantRead(role);
  grantRandomPasswords(role);
  return role;
}

// In the role's own policy, so that a key whose policy cannot be changed from here is covered too: keys
// leave to IAM what is allowed, unless their policy was changed.
function keyStatement(key: kms.IKey): iam.PolicyStatement {
  const service = `secretsmanager.${Stack.of(key).region}.amazonaws.com`;
  return new iam.PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': service } },
  });
}

/** As AWS documents it, with both conditions: no other account may have Secrets Manager take the role. */
function secretsManagerOf(scope: Construct): iam.ServicePrincipal {
  const stack = Stack.of(scope);
  const anySecret = Arn.format(
    {
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    stack,
  );
  return new iam.ServicePrincipal('secretsmanager.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': anySecret },
    },
  });
}

// Part of the permissions that AWS documents for these rotations. It reads nothing, and has no
// resource type that it could be narrowed to.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
function grantRandomPasswords(role: iam.Role): void {
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['secretsmanager:GetRandomPassword'],
      resources: ['*'],
    }),
  );
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'secretsmanager:GetRandomPassword reads nothing and has no resource-level permissions.',
  });
}
