import type { CallContext } from '../wire/operation.ts';
import type { SecretScope } from './secret.ts';

/** Whose secrets a call sees: those of the caller's account, in the Region the call was signed for. */
export function scopeOf({ caller, region }: CallContext): SecretScope {
  return { accountId: caller.accountId, region };
}
