import type { ConfiguredEnvironment } from '../../functions/configuration/configuration.ts';
import { addTestCredentials } from '../twilio/world/accounts.ts';
import { addApiKey, deleteApiKey } from '../twilio/world/api-keys.ts';
import { rotateAuthToken } from '../twilio/world/auth-tokens.ts';
import type { TwilioWorld } from '../twilio/world/twilio-world.ts';

/** What Twilio handed out; AWS's names for it are those of the managed secret types. */
export type IssuedCredential =
  | { readonly kind: 'auth-token'; readonly accountSid: string; readonly authToken: string }
  | {
      readonly kind: 'api-key';
      readonly accountSid: string;
      readonly apiKeySid: string;
      readonly apiKeySecret: string;
    };

type Owner = Pick<ConfiguredEnvironment, 'account' | 'credential' | 'twilioRegion' | 'name'>;

/** What a Restricted key needs to be proven: it lists the phone numbers of its account. */
const RESTRICTED_PERMISSIONS = ['/twilio/phone-numbers/active-numbers/list'];

/**
 * Makes a credential of the declared kind at Twilio, and ends `former` where Twilio does not do that
 * itself. An API key of no declared type is a Standard one. Throws for an OAuth client, which the
 * local Twilio does not have.
 */
export function issueCredential(
  world: TwilioWorld,
  owner: Owner,
  former?: IssuedCredential,
): IssuedCredential {
  const { account, credential, twilioRegion: region } = owner;
  const accountSid = account.sid;
  switch (credential.kind) {
    case 'auth-token':
      return {
        kind: 'auth-token',
        accountSid,
        authToken: rotateAuthToken(world, { accountSid, region }),
      };
    case 'api-key': {
      const keyType = credential.keyType ?? 'standard';
      const allow = keyType === 'restricted' ? RESTRICTED_PERMISSIONS : undefined;
      const friendlyName = `${owner.name}-key`;
      const key = addApiKey(world, { accountSid, keyType, allow, region, friendlyName });
      // A scenario may have deleted the former one already.
      if (former?.kind === 'api-key' && world.keys.has(former.apiKeySid)) {
        deleteApiKey(world, former.apiKeySid);
      }
      return { kind: 'api-key', accountSid, apiKeySid: key.sid, apiKeySecret: key.secret };
    }
    case 'test':
      world.testCredentials.delete(accountSid);
      return { kind: 'auth-token', ...addTestCredentials(world, { accountSid }) };
    case 'oauth-client':
      throw new Error(`${owner.name}: the example world has no OAuth clients.`);
  }
}
