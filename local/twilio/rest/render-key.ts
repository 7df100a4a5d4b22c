import type { ApiKey } from '../world/twilio-world.ts';
import type { JsonBody } from './answer.ts';
import { toRfc2822 } from './answer.ts';

/** An API key as lists show it. Nothing here distinguishes Main from Standard, and no secret is shown. */
export function renderKey(key: ApiKey): JsonBody {
  return {
    sid: key.sid,
    friendly_name: key.friendlyName,
    date_created: toRfc2822(key.createdAt),
    date_updated: toRfc2822(key.createdAt),
  };
}

/** An API key as IAM v1 shows it singly: `policy` is null for Main and Standard keys. */
export function renderKeyWithPolicy(key: ApiKey): JsonBody {
  const policy = key.keyType === 'restricted' ? { allow: key.allow } : null;
  return { ...renderKey(key), policy };
}
