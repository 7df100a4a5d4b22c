import { type Caller, notAuthorized } from '../identity/caller.ts';
import { AwsError } from '../wire/aws-error.ts';

/**
 * How reading a secret is refused.
 *
 * - `access`: AccessDeniedException that names principal, action and resource.
 * - `kms-decryption`: DecryptionFailure; `kms-access`: AccessDeniedException "Access to KMS is not
 *   allowed". Both strike only where a value would be decrypted.
 */
export type SecretDenial = 'access' | 'kms-decryption' | 'kms-access';

/** A refusal to be set. */
export interface DenialRule {
  readonly denial: SecretDenial;
  /** Name or ARN; every secret where absent. */
  readonly secretId?: string;
  /** Caller's ARN, or the ARN of the role it assumed; everybody where absent. */
  readonly principal?: string;
}

/** Who may read which secret; without rules everybody reads everything. Writing is never refused. */
export interface SecretAccess {
  deny(rule: DenialRule): void;
  /** Only sessions of this role may read the secret from now on. */
  requireRole(secretId: string, roleArn: string): void;
  /** Drops all rules of one secret, or of all. */
  allow(secretId?: string): void;
  /** @throws AwsError `AccessDeniedException` when the caller may not perform `action`. */
  check(request: AccessRequest): void;
  /** @throws AwsError when the caller may not decrypt the value. */
  checkDecryption(request: AccessRequest): void;
}

/** A read of one secret. `names` are all the names it has; the first is the one that was asked for. */
export interface AccessRequest {
  readonly caller: Caller;
  /** `secretsmanager:GetSecretValue` */
  readonly action: string;
  readonly names: readonly string[];
}

/** Makes access without rules. */
export function createSecretAccess(): SecretAccess {
  let denials: readonly DenialRule[] = [];
  const requiredRoles = new Map<string, string>();
  const denied = (denial: SecretDenial, request: AccessRequest): boolean =>
    denials.some((rule) => rule.denial === denial && meets(rule, request));
  return {
    deny: (rule) => {
      denials = [...denials, rule];
    },
    requireRole: (secretId, roleArn) => {
      requiredRoles.set(secretId, roleArn);
    },
    allow: (secretId) => {
      denials = denials.filter((rule) => secretId !== undefined && rule.secretId !== secretId);
      if (secretId === undefined) requiredRoles.clear();
      else requiredRoles.delete(secretId);
    },
    check: (request) => {
      const { caller, action, names } = request;
      const lacksRole = names.some((name) => {
        const role = requiredRoles.get(name);
        return role !== undefined && role !== caller.roleArn;
      });
      if (!lacksRole && !denied('access', request)) return;
      const message = notAuthorized(caller, action, names[0] ?? '*');
      throw new AwsError('AccessDeniedException', message);
    },
    checkDecryption: (request) => {
      if (denied('kms-decryption', request)) throw decryptionFailure();
      if (denied('kms-access', request)) {
        throw new AwsError('AccessDeniedException', 'Access to KMS is not allowed');
      }
    },
  };
}

function meets(rule: DenialRule, { caller, names }: AccessRequest): boolean {
  const { secretId, principal } = rule;
  const isSecret = secretId === undefined || names.includes(secretId);
  const isCaller =
    principal === undefined || principal === caller.arn || principal === caller.roleArn;
  return isSecret && isCaller;
}

function decryptionFailure(): AwsError {
  return new AwsError(
    'DecryptionFailure',
    "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
  );
}
