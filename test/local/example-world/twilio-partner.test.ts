import { expect, it } from 'vitest';
import { createTwilioPartner } from '../../../local/example-world/twilio-partner.ts';
import { addAccount, getAccount } from '../../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../../local/twilio/world/api-keys.ts';
import { createTwilioWorld } from '../../../local/twilio/world/twilio-world.ts';

const world = createTwilioWorld();
const past = new Set<string>();
const partner = createTwilioPartner(world, past);
const { sid: accountSid } = addAccount(world);

it('promotes a new Auth Token, which ends the stored one', () => {
  const authToken = getAccount(world, accountSid).authTokens.us1.primary;
  const value = JSON.stringify({ accountSid, authToken });
  const rotated = JSON.parse(partner({ type: 'TwilioAuthToken', value, metadata: {} }) ?? '');
  expect(rotated).toEqual({
    accountSid,
    authToken: getAccount(world, accountSid).authTokens.us1.primary,
  });
  expect(rotated.authToken).not.toBe(authToken);
  expect(past).toContain(authToken);
});

it.each([
  ['deletes the former', {}, false],
  ['retains the former where the metadata say so', { retainPreviousKey: 'true' }, true],
])('makes an API key of the same type and %s', (_case, metadata, isRetained) => {
  const former = addApiKey(world, { accountSid, keyType: 'main' });
  const value = JSON.stringify({ apiKeySid: former.sid, apiKeySecret: former.secret });
  const rotated = JSON.parse(partner({ type: 'TwilioApiKey', value, metadata }) ?? '');
  expect(world.keys.get(rotated.apiKeySid)).toMatchObject({
    keyType: 'main',
    secret: rotated.apiKeySecret,
  });
  expect(world.keys.has(former.sid)).toBe(isRetained);
  expect(past.has(former.secret)).toBe(!isRetained);
});

it.each(['TwilioAuthToken', 'TwilioApiKey'] as const)('fails for a %s of nobody', (type) => {
  expect(partner({ type, value: '{"accountSid":"AC0","authToken":"t"}', metadata: {} })).toBe(
    undefined,
  );
  expect(partner({ type, value: 'no JSON', metadata: {} })).toBe(undefined);
});
