import { expect, it } from 'vitest';
import { ACCOUNT_SID, production, readSecret, seed } from './example-configurations.ts';

const PARENT_SID = 'AC68e4b453df2939a44b2a91959935a304';
const TOKEN = expect.stringMatching(/^[0-9a-f]{32}$/);
const KEY_SID = expect.stringMatching(/^SK[0-9a-f]{32}$/);
const KEY_SECRET = expect.stringMatching(/^[0-9A-Za-z]{32}$/);

it.each([
  { name: 'development', fields: { authToken: TOKEN } },
  { name: 'staging', fields: { adminKeySid: KEY_SID, adminKeySecret: KEY_SECRET } },
  { name: 'production', fields: { apiKeySid: KEY_SID, apiKeySecret: KEY_SECRET } },
])('keeps the credential of $name in the shape that AWS manages', async ({ name, fields }) => {
  const { aws, example } = await seed();
  const { accountSid, secretId, goodFields, staleFields } = example.environment(name);

  const [current, previous] = await Promise.all([
    readSecret(aws, secretId),
    readSecret(aws, secretId, 'AWSPREVIOUS'),
  ]);

  expect(current).toEqual({ accountSid, ...fields });
  expect([current, previous]).toEqual([goodFields(), staleFields()]);
  expect(current).not.toEqual(previous);
});

it('makes the declared accounts: subaccounts of one parent, active and Full', async () => {
  const { twilio, example } = await seed();

  const accounts = [...twilio.world.accounts.values()];

  expect(example.parentSid).toBe(PARENT_SID);
  expect(accounts.map(({ sid }) => sid).sort()).toEqual(
    [PARENT_SID, ...example.environments.map(({ accountSid }) => accountSid)].sort(),
  );
  for (const account of accounts) {
    expect(account).toMatchObject({ ownerSid: PARENT_SID, status: 'active', type: 'Full' });
  }
});

it('gives the auditor the Auth Token of the parent', async () => {
  const { aws, twilio } = await seed();

  const auditor = await readSecret(aws, 'twilio/auditor');

  const authToken = twilio.world.accounts.get(PARENT_SID)?.authTokens.us1.primary;
  expect(auditor).toEqual({ accountSid: PARENT_SID, authToken });
});

it('gives each account one phone number', async () => {
  const { twilio, example } = await seed();

  const owners = [...twilio.world.phoneNumbers.values()].map(({ accountSid }) => accountSid);

  expect(owners.sort()).toEqual(example.environments.map(({ accountSid }) => accountSid).sort());
});

it('follows another configuration', async () => {
  const { aws, twilio, example } = await seed(
    production({
      secret: { id: 'other/name', fields: { apiKeySecret: 'MY_SECRET' } },
      account: { sid: ACCOUNT_SID, parentSid: ACCOUNT_SID, type: 'Trial' },
      credential: { kind: 'api-key', keyType: 'restricted' },
    }),
  );

  const fields = await readSecret(aws, 'other/name');

  expect(fields).toMatchObject({ accountSid: ACCOUNT_SID, MY_SECRET: KEY_SECRET });
  expect([...twilio.world.keys.values()]).toMatchObject([{ keyType: 'restricted' }]);
  expect(twilio.world.accounts.get(ACCOUNT_SID)).toMatchObject({ type: 'Trial' });
  expect(example.parentSid).toBe(ACCOUNT_SID);
});

it('puts an account without a declared parent below the auditor, who can then read it', async () => {
  const { twilio, example } = await seed(production({}));

  expect(twilio.world.accounts.get(ACCOUNT_SID)).toMatchObject({ ownerSid: example.parentSid });
  expect(example.parentSid).not.toBe(ACCOUNT_SID);
});

it('makes a credential in the declared Twilio Region', async () => {
  const credential = { kind: 'auth-token' };
  const { twilio, example } = await seed(production({ credential, twilioRegion: 'ie1' }));

  const tokens = twilio.world.accounts.get(ACCOUNT_SID)?.authTokens;

  expect(example.environment('production').goodFields()).toMatchObject({
    authToken: tokens?.ie1.primary,
  });
});

it('makes a test pair without an account', async () => {
  const { twilio, example } = await seed(production({ credential: { kind: 'test' } }));

  const { authToken } = example.environment('production').goodFields();

  expect(twilio.world.accounts.has(ACCOUNT_SID)).toBe(false);
  expect(twilio.world.testCredentials.get(ACCOUNT_SID)).toMatchObject({ authToken });
});

it('adds an account once that several environments share', async () => {
  const account = { sid: ACCOUNT_SID, shared: true };
  const environment = (id: string): object => ({ secret: { id }, account });

  const { twilio } = await seed({ environments: { a: environment('a'), b: environment('b') } });

  expect([...twilio.world.keys.values()].map(({ accountSid }) => accountSid)).toEqual([
    ACCOUNT_SID,
    ACCOUNT_SID,
  ]);
});

it('puts a secret where its Region and the account of its role are, for that role only', async () => {
  const roleArn = 'arn:aws:iam::444455556666:role/reader';
  const secret = { id: 'production/twilio', region: 'eu-west-1', roleArn };
  const { aws } = await seed(production({ secret }));

  const place = { accountId: '444455556666', region: 'eu-west-1' };

  expect(aws.secrets.stages('production/twilio', place)).toBeDefined();
  await expect(readSecret(aws, 'production/twilio')).rejects.toThrow('not authorized');
});

it.each([
  {
    name: 'a complete ARN, whose end it cannot choose',
    configuration: production({
      secret: { id: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:production-AbCdEf' },
    }),
    problem: 'complete ARN',
  },
  {
    name: 'a configuration that is not valid',
    configuration: production({ acount: {} }),
    problem: 'environments.production.acount',
  },
])('refuses $name', async ({ configuration, problem }) => {
  await expect(seed(configuration)).rejects.toThrow(problem);
});
