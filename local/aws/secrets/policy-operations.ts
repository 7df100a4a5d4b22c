import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation } from '../wire/operation.ts';
import { parseJson } from '../wire/parse-json.ts';
import { text } from '../wire/validation.ts';
import { secretNames } from './secret.ts';
import { scopeOf, secretId } from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';

const policyText = text(1, 20_480);

const statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown(),
  Condition: z.unknown().optional(),
});

const policySchema = z.looseObject({ Statement: z.union([statement, z.array(statement).min(1)]) });

/** PutResourcePolicy: the policy is kept; who may read what is set by the world's own denials. */
export function putResourcePolicy(vault: SecretVault): Operation {
  const members = {
    SecretId: secretId,
    ResourcePolicy: policyText,
    BlockPublicPolicy: z.boolean().default(false),
  };
  return defineOperation(members, (input, context) => {
    const secret = vault.getLive(input.SecretId, scopeOf(context));
    const isPublic = isPublicPolicy(input.ResourcePolicy);
    if (input.BlockPublicPolicy && isPublic) {
      const message = 'The resource policy grants access to any principal.';
      throw new AwsError('PublicPolicyException', message);
    }
    secret.policy = input.ResourcePolicy;
    return secretNames(secret);
  });
}

/** GetResourcePolicy: without a policy, the names of the secret alone. */
export function getResourcePolicy(vault: SecretVault): Operation {
  return defineOperation({ SecretId: secretId }, ({ SecretId }, context) => {
    const secret = vault.getLive(SecretId, scopeOf(context));
    return { ...secretNames(secret), ResourcePolicy: secret.policy };
  });
}

/** DeleteResourcePolicy: no error where there is none. */
export function deleteResourcePolicy(vault: SecretVault): Operation {
  return defineOperation({ SecretId: secretId }, ({ SecretId }, context) => {
    const secret = vault.getLive(SecretId, scopeOf(context));
    delete secret.policy;
    return secretNames(secret);
  });
}

/** ValidateResourcePolicy: syntax, and whether any principal at all is let in. */
export function validateResourcePolicy(vault: SecretVault): Operation {
  const members = { SecretId: secretId.optional(), ResourcePolicy: policyText };
  return defineOperation(members, ({ SecretId, ResourcePolicy }, context) => {
    if (SecretId !== undefined) vault.getLive(SecretId, scopeOf(context));
    const ErrorMessage = 'The resource policy grants access to any principal.';
    const errors = isPublicPolicy(ResourcePolicy)
      ? [{ CheckName: 'PublicPolicy', ErrorMessage }]
      : [];
    return { PolicyValidationPassed: errors.length === 0, ValidationErrors: errors };
  });
}

/** @throws AwsError `MalformedPolicyDocumentException` for what is no policy. */
function isPublicPolicy(policy: string): boolean {
  const parsed = policySchema.safeParse(parseJson(policy));
  if (!parsed.success) {
    const message = 'This resource policy contains a syntax error.';
    throw new AwsError('MalformedPolicyDocumentException', message);
  }
  return [parsed.data.Statement].flat().some(({ Effect, Principal, Condition }) => {
    const principals = [Principal, Reflect.get(Object(Principal), 'AWS')].flat();
    return Effect === 'Allow' && Condition === undefined && principals.includes('*');
  });
}
