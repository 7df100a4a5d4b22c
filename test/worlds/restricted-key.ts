import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import type { Fleet } from './fleet.ts';
import type { World } from './world.ts';

/** A Restricted key of an account, with these permissions. */
export const restricted =
  (allow: readonly string[], url?: string, name: 'production' | 'staging' = 'production') =>
  ({ world, accounts }: Fleet): unknown => {
    const accountSid = accounts[name].sid;
    const secret = keySecret(addApiKey(world, { accountSid, keyType: 'restricted', allow }));
    const own = { ...secret, accountSid: accounts.production.sid };
    return url === undefined ? own : { ...own, validationUrl: url };
  };

/** Declared as Restricted, with this probe. */
export const declared =
  (probe?: string, changes: Partial<EnvironmentExpectation> = {}): NonNullable<World['declare']> =>
  () => ({
    credential: { kind: 'api-key', keyType: 'restricted' },
    probe,
    ...changes,
  });
