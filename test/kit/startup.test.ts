import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadTwilioCredentials } from '../../kit/startup.ts';
import { safeErrorOf, startKitWorld } from './kit-world.ts';

const SID = 'ACd8ad8d377660317fe86e8acf62bfd824';
const KEY = 'SK0c0d5fbd3d0c4f2d8f6a53d0c9a4c3b1';
const SECRET = 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u';
const TOKEN = '0badc0de0badcafe0badf00d0badbeef';

const OF_KEY = { accountSid: SID, apiKeySid: KEY, apiKeySecret: SECRET };
const OF_TOKEN = { accountSid: SID, authToken: TOKEN };

describe('loadTwilioCredentials, from variables', () => {
  it.each([
    {
      name: 'an API key',
      variables: { TWILIO_API_KEY: KEY, TWILIO_API_SECRET: SECRET },
      gives: OF_KEY,
    },
    {
      name: 'an API key by its longer names',
      variables: { TWILIO_API_KEY_SID: KEY, TWILIO_API_KEY_SECRET: SECRET },
      gives: OF_KEY,
    },
    { name: 'an Auth Token', variables: { TWILIO_AUTH_TOKEN: TOKEN }, gives: OF_TOKEN },
    {
      name: 'an API key beside an Auth Token',
      variables: { TWILIO_API_KEY: KEY, TWILIO_API_SECRET: SECRET, TWILIO_AUTH_TOKEN: TOKEN },
      gives: OF_KEY,
    },
    {
      name: 'an Auth Token beside half an API key',
      variables: { TWILIO_API_KEY: KEY, TWILIO_AUTH_TOKEN: TOKEN },
      gives: OF_TOKEN,
    },
    {
      name: 'an Auth Token beside empty variables of an API key',
      variables: { TWILIO_API_KEY: '', TWILIO_API_SECRET: '', TWILIO_AUTH_TOKEN: TOKEN },
      gives: OF_TOKEN,
    },
  ])('gives $name', async ({ variables, gives }) => {
    const all = { TWILIO_ACCOUNT_SID: SID, ...variables };
    expect(await loadTwilioCredentials({ variables: all })).toEqual(gives);
  });

  it('reads those of the process by default', async () => {
    vi.stubEnv('TWILIO_ACCOUNT_SID', SID);
    vi.stubEnv('TWILIO_AUTH_TOKEN', TOKEN);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(await loadTwilioCredentials()).toEqual(OF_TOKEN);
  });

  it.each<{ name: string; variables: Record<string, string>; says: RegExp }>([
    {
      name: 'nothing',
      variables: {},
      says: /TWILIO_ACCOUNT_SID, TWILIO_API_KEY_SID, TWILIO_API_KEY_SECRET missing .*found nothing/,
    },
    {
      name: 'no Account SID',
      variables: { TWILIO_AUTH_TOKEN: TOKEN },
      says: /TWILIO_ACCOUNT_SID missing to be an Auth Token; found TWILIO_AUTH_TOKEN/,
    },
    {
      name: 'an Account SID alone',
      variables: { TWILIO_ACCOUNT_SID: SID },
      says: /TWILIO_API_KEY_SID, TWILIO_API_KEY_SECRET missing/,
    },
    {
      name: 'a newline',
      variables: { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: `${TOKEN}\n` },
      says: /TWILIO_AUTH_TOKEN ends with a newline/,
    },
    {
      name: 'quotes',
      variables: { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: `"${TOKEN}"` },
      says: /TWILIO_AUTH_TOKEN begins with a straight double quote and ends with/,
    },
    {
      name: 'white space alone',
      variables: { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: '  ' },
      says: /TWILIO_AUTH_TOKEN holds only white space/,
    },
    {
      name: 'two faults',
      variables: { TWILIO_ACCOUNT_SID: ` ${SID}`, TWILIO_AUTH_TOKEN: TOKEN.slice(1) },
      says: /TWILIO_ACCOUNT_SID begins with .*; TWILIO_AUTH_TOKEN has 31 characters/,
    },
    {
      name: 'swapped values',
      variables: { TWILIO_ACCOUNT_SID: SID, TWILIO_API_KEY: SECRET, TWILIO_API_SECRET: KEY },
      says: /TWILIO_API_KEY .*TWILIO_API_SECRET/,
    },
    {
      name: 'a placeholder',
      variables: { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: 'your_auth_token' },
      says: /TWILIO_AUTH_TOKEN .*placeholder/,
    },
    {
      name: 'two names with two values',
      variables: {
        TWILIO_ACCOUNT_SID: SID,
        TWILIO_API_KEY: KEY,
        TWILIO_API_SECRET: SECRET,
        TWILIO_API_KEY_SECRET: [...SECRET].reverse().join(''),
      },
      says: /TWILIO_API_KEY_SECRET and TWILIO_API_SECRET both hold it/,
    },
  ])('refuses $name, and shows no value', async ({ variables, says }) => {
    const work = loadTwilioCredentials({ variables });
    const { code, message } = await safeErrorOf(work, [
      SECRET,
      TOKEN,
      [...SECRET].reverse().join(''),
    ]);
    expect([code, message]).toEqual(['credential.malformed', expect.stringMatching(says)]);
    expect(message).toContain('Allowed: TWILIO_ACCOUNT_SID, and TWILIO_API_KEY_SID or');
  });
});

describe('loadTwilioCredentials with verify', () => {
  const variablesOf = (values: {
    accountSid: string;
    apiKeySid: string;
    apiKeySecret: string;
  }): Record<string, string> => ({
    TWILIO_ACCOUNT_SID: values.accountSid,
    TWILIO_API_KEY: values.apiKeySid,
    TWILIO_API_SECRET: values.apiKeySecret,
  });

  it('gives what Twilio accepts, for one request', async () => {
    const { twilio, key, token } = await startKitWorld();
    const variables = variablesOf(key);
    expect(await loadTwilioCredentials({ variables, verify: true })).toEqual(key);
    expect(twilio.journal.entries()).toHaveLength(1);
    const ofToken = { TWILIO_ACCOUNT_SID: token.accountSid, TWILIO_AUTH_TOKEN: token.authToken };
    expect(await loadTwilioCredentials({ variables: ofToken, verify: true })).toEqual(token);
  });

  it('asks nothing without it', async () => {
    const { twilio, key } = await startKitWorld();
    await loadTwilioCredentials({ variables: variablesOf(key) });
    expect(twilio.journal.entries()).toEqual([]);
  });

  it('refuses what Twilio rejects, and shows no value', async () => {
    const { key } = await startKitWorld();
    const variables = variablesOf({ ...key, apiKeySecret: SECRET });
    const work = loadTwilioCredentials({ variables, verify: true });
    expect(await safeErrorOf(work, [SECRET, key.apiKeySecret])).toEqual({
      code: 'credential.rejected',
      message: expect.stringContaining(
        `API key ${key.apiKeySid}, account ${key.accountSid}: HTTP 401, code 20003`,
      ),
    });
  });

  it('names the account of a key that belongs to another one', async () => {
    const { key, otherAccountSid } = await startKitWorld();
    const variables = variablesOf({ ...key, accountSid: otherAccountSid });
    const { message } = await safeErrorOf(loadTwilioCredentials({ variables, verify: true }), [
      key.apiKeySecret,
    ]);
    expect(message).toContain(`it belongs to account ${key.accountSid}`);
  });

  it('refuses an account that is suspended, and test credentials', async () => {
    const { twilio, key, token } = await startKitWorld();
    twilio.faults.add({ kind: 'status', status: 401, code: 20005, times: 1 });
    const work = loadTwilioCredentials({ variables: variablesOf(key), verify: true });
    expect((await safeErrorOf(work, [])).message).toContain('HTTP 401, code 20005');
    twilio.faults.add({ kind: 'status', status: 403, code: 20008 });
    const variables = { TWILIO_ACCOUNT_SID: token.accountSid, TWILIO_AUTH_TOKEN: token.authToken };
    const ofTest = loadTwilioCredentials({ variables, verify: true });
    expect((await safeErrorOf(ofTest, [])).message).toContain('test credentials');
  });

  it.each([
    { name: 'refuses the list alone', code: 20003, message: 'Authenticate', times: 1 },
    {
      name: 'waits for a compliance profile',
      code: 20003,
      message: "The account's compliance profile is not approved",
    },
    { name: 'is not available', status: 503, code: 20503, message: 'Unavailable' },
  ])('starts where Twilio $name', async ({ name: _name, status = 401, ...fault }) => {
    const { twilio, key } = await startKitWorld();
    twilio.faults.add({ kind: 'status', status, ...fault });
    expect(await loadTwilioCredentials({ variables: variablesOf(key), verify: true })).toEqual(key);
  });

  it('asks in the Region of TWILIO_REGION, and refuses one that there is not', async () => {
    const { twilio, key } = await startKitWorld();
    const variables = { ...variablesOf(key), TWILIO_REGION: 'ie1' };
    const { code } = await safeErrorOf(loadTwilioCredentials({ variables, verify: true }), []);
    expect(code).toBe('credential.rejected');
    expect(twilio.journal.entries()[0]?.host).toBe('api.dublin.ie1.twilio.com');
    const wrong = { ...variablesOf(key), TWILIO_REGION: 'mars' };
    const error = await safeErrorOf(loadTwilioCredentials({ variables: wrong, verify: true }), []);
    expect(error).toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining('us1, ie1, au1'),
    });
  });

  it('sends a credential to no other host than Twilio or this machine', async () => {
    const { key } = await startKitWorld();
    vi.stubEnv('PREFLIGHT_TWILIO_ORIGIN', 'https://twilio.example.com');
    const work = loadTwilioCredentials({ variables: variablesOf(key), verify: true });
    expect((await safeErrorOf(work, [key.apiKeySecret])).code).toBe('origin.not-loopback');
  });
});
