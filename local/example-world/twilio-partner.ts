import { z } from 'zod';
import type { PartnerRotation } from '../aws/secrets/rotation.ts';
import { parseJson } from '../aws/wire/parse-json.ts';
import { addApiKey, deleteApiKey } from '../twilio/world/api-keys.ts';
import { rotateAuthToken } from '../twilio/world/auth-tokens.ts';
import type { TwilioWorld } from '../twilio/world/twilio-world.ts';

/** Names that Secrets Manager gives the fields; secrets with renamed fields it cannot rotate. */
const tokenFields = z.looseObject({ accountSid: z.string(), authToken: z.string() });
const keyFields = z.looseObject({ apiKeySid: z.string(), apiKeySecret: z.string() });

/**
 * What Twilio does when Secrets Manager rotates a managed secret: promotes a new Auth Token, or makes an
 * API key like the stored one and deletes that, unless the metadata retain it.
 *
 * @param past gets every value that stops working.
 */
export function createTwilioPartner(world: TwilioWorld, past: Set<string>): PartnerRotation {
  return ({ type, value, metadata }) => {
    const stored = parseJson(value);
    return type === 'TwilioAuthToken'
      ? withNewToken(stored, world, past)
      : withNewKey(stored, { world, past, metadata });
  };
}

function withNewToken(value: unknown, world: TwilioWorld, past: Set<string>): string | undefined {
  const stored = tokenFields.safeParse(value).data;
  if (stored === undefined || !world.accounts.has(stored.accountSid)) return undefined;
  past.add(stored.authToken);
  const authToken = rotateAuthToken(world, { accountSid: stored.accountSid });
  return JSON.stringify({ ...stored, authToken });
}

interface KeyRotation {
  readonly world: TwilioWorld;
  readonly past: Set<string>;
  readonly metadata: Readonly<Record<string, string>>;
}

function withNewKey(value: unknown, { world, past, metadata }: KeyRotation): string | undefined {
  const stored = keyFields.safeParse(value).data;
  const former = stored && world.keys.get(stored.apiKeySid);
  if (stored === undefined || former === undefined) return undefined;
  const { accountSid, keyType, allow, region } = former;
  const friendlyName = `${metadata['friendlyNamePrefix'] ?? 'aws-sm-api-key'}-${former.sid}`;
  const key = addApiKey(world, { accountSid, keyType, allow, region, friendlyName });
  if (metadata['retainPreviousKey'] !== 'true') {
    past.add(former.secret);
    deleteApiKey(world, former.sid);
  }
  return JSON.stringify({ ...stored, apiKeySid: key.sid, apiKeySecret: key.secret });
}
