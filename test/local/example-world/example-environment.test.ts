import { expect, it } from 'vitest';
import { production, readSecret, seed } from './example-configurations.ts';

it('rotates at Twilio only: the secret keeps what no longer works until it is fixed', async () => {
  const { aws, twilio, example } = await seed();
  const environment = example.environment('production');
  const before = environment.goodFields();

  environment.rotateAtTwilio();
  const between = await readSecret(aws, environment.secretId);
  environment.putGoodSecret();
  const after = await readSecret(aws, environment.secretId);

  expect([between, environment.staleFields()]).toEqual([before, before]);
  expect(twilio.world.keys.has(before['apiKeySid'] ?? '')).toBe(false);
  expect(after).toEqual(environment.goodFields());
  expect(after).not.toEqual(before);
});

it('ends the old Auth Token when it rotates one', async () => {
  const { twilio, example } = await seed();
  const environment = example.environment('development');

  environment.rotateAtTwilio();

  const { primary } = twilio.world.accounts.get(environment.accountSid)?.authTokens.us1 ?? {};
  expect(environment.goodFields()).toHaveProperty('authToken', primary);
  expect(environment.staleFields()).not.toHaveProperty('authToken', primary);
});

it('deletes a key, and has another for the fix', async () => {
  const { twilio, example } = await seed();
  const environment = example.environment('staging');
  const { adminKeySid } = environment.goodFields();

  environment.deleteKey();

  expect(twilio.world.keys.has(adminKeySid ?? '')).toBe(false);
  expect(twilio.world.keys.has(environment.goodFields()['adminKeySid'] ?? '')).toBe(true);
});

it('has no key to delete where the credential is an Auth Token', async () => {
  const { example } = await seed();

  expect(() => example.environment('development').deleteKey()).toThrow('no API key');
});

it('rotates a key that a scenario has already deleted', async () => {
  const { twilio, example } = await seed();
  const environment = example.environment('production');
  twilio.world.keys.delete(environment.goodFields()['apiKeySid'] ?? '');

  environment.rotateAtTwilio();

  expect(twilio.world.keys.has(environment.goodFields()['apiKeySid'] ?? '')).toBe(true);
});

it.each([
  { name: 'fields', value: { accountSid: 'AC1' }, stored: { accountSid: 'AC1' } },
  { name: 'text', value: '"as it is"', stored: 'as it is' },
])('writes $name as a new version of the secret', async ({ value, stored }) => {
  const { aws, example } = await seed();
  const { putSecret, secretId } = example.environment('production');

  putSecret({ value });

  expect(await readSecret(aws, secretId)).toEqual(stored);
});

it('writes a version under another stage', async () => {
  const { aws, example } = await seed();
  const { putSecret, secretId, goodFields } = example.environment('production');

  putSecret({ value: '{}', stages: ['AWSPENDING'] });

  expect(await readSecret(aws, secretId, 'AWSPENDING')).toEqual({});
  expect(await readSecret(aws, secretId)).toEqual(goodFields());
});

it('changes status and owner of the account', async () => {
  const { twilio, example } = await seed();
  const environment = example.environment('production');

  environment.setAccountStatus('suspended');
  const ownerSid = environment.moveToOwner();

  expect(ownerSid).not.toBe(example.parentSid);
  expect(twilio.world.accounts.get(environment.accountSid)).toMatchObject({
    status: 'suspended',
    ownerSid,
  });
  expect(environment.moveToOwner(example.parentSid)).toBe(example.parentSid);
});

it('knows every secret value, those that no longer work too', async () => {
  const { example } = await seed();
  const test = example.testFields();

  const values = example.secretValues();

  const { good, stale } = {
    good: example.environment('development').goodFields(),
    stale: example.environment('production').staleFields(),
  };
  expect(values).toEqual(
    expect.arrayContaining([good['authToken'], stale['apiKeySecret'], test['authToken']]),
  );
});

it('names the declared environments when it is asked for another', async () => {
  const { example } = await seed(production({}));

  expect(() => example.environment('staging')).toThrow('no environment staging: production.');
});
