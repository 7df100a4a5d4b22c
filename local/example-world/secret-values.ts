import type { TwilioWorld } from '../twilio/world/twilio-world.ts';

/** Every Auth Token and key secret that a Twilio knows now, in all Regions. */
export function currentSecretValues(world: TwilioWorld): readonly string[] {
  const tokens = [...world.accounts.values()]
    .flatMap(({ authTokens }) => Object.values(authTokens))
    .flatMap(({ primary, secondary }) =>
      secondary === undefined ? [primary] : [primary, secondary],
    );
  const testTokens = [...world.testCredentials.values()].map(({ authToken }) => authToken);
  return [...tokens, ...testTokens, ...[...world.keys.values()].map(({ secret }) => secret)];
}
