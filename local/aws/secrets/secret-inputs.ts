import { z } from 'zod';
import type { CallContext } from '../wire/operation.ts';
import { blob, text, utf8 } from '../wire/validation.ts';
import type { SecretScope, Tag } from './secret.ts';

/** AWS's quota for a secret value: 65,536 bytes. */
const MAX_VALUE_BYTES = 65_536;

/** Name or ARN. */
export const secretId: z.ZodString = text(1, 2048);

export const versionId: z.ZodString = text(32, 64);

export const versionStage: z.ZodString = text(1, 256);

/** The members that carry a value, in CreateSecret, UpdateSecret and PutSecretValue alike. */
export const valueMembers: Readonly<
  Record<'SecretString' | 'SecretBinary' | 'ClientRequestToken', z.ZodOptional<z.ZodString>>
> = {
  SecretString: utf8(1, MAX_VALUE_BYTES).optional(),
  SecretBinary: blob(1, MAX_VALUE_BYTES).optional(),
  ClientRequestToken: versionId.optional(),
};

export const tagKey: z.ZodString = text(1, 128);

export const tagList: z.ZodType<readonly Tag[]> = z.array(
  z.strictObject({ Key: tagKey, Value: text(0, 256) }),
);

/** The members that describe a secret, in CreateSecret and UpdateSecret alike. */
export const descriptionMembers: Readonly<
  Record<'Description' | 'KmsKeyId' | 'Type', z.ZodOptional<z.ZodString>>
> = {
  Description: text(0, 2048).optional(),
  KmsKeyId: text(0, 2048).optional(),
  Type: text(0, 256).optional(),
};

/** Whose secrets a call sees: those of the caller's account, in the Region the call was signed for. */
export function scopeOf({ caller, region }: CallContext): SecretScope {
  return { accountId: caller.accountId, region };
}
