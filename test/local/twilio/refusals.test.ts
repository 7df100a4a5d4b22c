import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  effectiveStatus,
  getAccount,
  setAccountStatus,
} from '../../../local/twilio/world/accounts.ts';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import {
  createSecondaryAuthToken,
  promoteSecondaryAuthToken,
} from '../../../local/twilio/world/auth-tokens.ts';
import { DEFAULT_WORLD_SETTINGS } from '../../../local/twilio/world/twilio-world.ts';
import { ask } from './ask.ts';
import {
  type CredentialName,
  type PopulatedTwilio,
  startPopulatedTwilio,
} from './populated-world.ts';

let populated: PopulatedTwilio;
let accountPath: string;
let numbersPath: string;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
  accountPath = `/2010-04-01/Accounts/${populated.child.sid}.json`;
  numbersPath = `/2010-04-01/Accounts/${populated.child.sid}/IncomingPhoneNumbers.json`;
});
afterAll(() => populated.twilio.close());
beforeEach(() => {
  populated.twilio.world.settings = DEFAULT_WORLD_SETTINGS;
  setAccountStatus(populated.twilio.world, populated.child.sid, 'active');
  setAccountStatus(populated.twilio.world, populated.parent.sid, 'active');
});

describe('texts of 20003', () => {
  it.each<[CredentialName, string]>([
    ['child wrong token', 'Authenticate'],
    ['child key, wrong secret', 'Authenticate'],
    ['unknown account', 'Authentication Error - invalid username'],
    ['child standard key', 'Authentication Error - invalid username'],
  ])('%s: %s', async (name, message) => {
    const { body } = await ask(populated.twilio, accountPath, { as: populated.credentials[name] });
    expect(body).toEqual({
      code: 20003,
      message,
      more_info: 'https://www.twilio.com/docs/errors/20003',
      status: 401,
    });
  });

  it.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['no Basic prefix', { Authorization: 'QUM6dG9rZW4=' }],
    ['a pair without a colon', { Authorization: `Basic ${btoa('AC')}` }],
  ])('%s: no credentials provided', async (_, headers) => {
    const answer = await ask(populated.twilio, accountPath, { headers });
    expect(answer.body).toMatchObject({
      code: 20003,
      message: 'Authentication Error - No credentials provided',
    });
    expect(answer.headers['www-authenticate']).toBe('Basic realm="Twilio API"');
  });

  it('is "Authenticate" for an access token that Twilio does not know', async () => {
    const headers = { Authorization: 'Bearer abc' };
    const { body } = await ask(populated.twilio, accountPath, { headers });
    expect(body).toMatchObject({ code: 20003, message: 'Authenticate' });
  });

  it('is "Authenticate" for a Standard key when the world says so', async () => {
    populated.twilio.world.settings = {
      ...DEFAULT_WORLD_SETTINGS,
      accountsApiMessage: 'Authenticate',
    };
    const as = populated.credentials['child standard key'];
    const { body } = await ask(populated.twilio, accountPath, { as });
    expect(body['message']).toBe('Authenticate');
  });
});

describe('70051', () => {
  it('names the missing permission, with the status the world says', async () => {
    populated.twilio.world.settings = { ...DEFAULT_WORLD_SETTINGS, missingPermissionStatus: 403 };
    const as = populated.credentials['child powerless key'];
    const { body } = await ask(populated.twilio, numbersPath, { as });
    expect(body).toMatchObject({
      code: 70051,
      status: 403,
      message:
        'Authorization Error: required permission twilio/phone-numbers/active-numbers/list is missing',
    });
  });
});

describe('SIDs of the wrong form in the path', () => {
  it.each([
    ['a truncated Account SID', 'AC123'],
    ['nothing', ''],
    ['a trailing newline', `AC${'0'.repeat(32)}%0A`],
    ['a token', '0123456789abcdef0123456789abcdef'],
  ])('%s is 404/20404, whatever the credential', async (_, sid) => {
    const path = `/2010-04-01/Accounts/${sid}/Messages.json`;
    const answer = await ask(populated.twilio, path);
    expect(answer.status).toBe(404);
    expect(answer.code).toBe(20404);
    expect(answer.body['message']).toBe(`The requested resource ${path} was not found`);
  });

  it.each([
    [401, 20003],
    [400, 90002],
    [401, 70051],
  ])('an API Key SID is %i/%i when the world says so', async (status, code) => {
    const keySidInPath = { status, code };
    populated.twilio.world.settings = { ...DEFAULT_WORLD_SETTINGS, keySidInPath };
    const path = `/2010-04-01/Accounts/SK${'0'.repeat(32)}/IncomingPhoneNumbers.json`;
    expect(await ask(populated.twilio, path)).toMatchObject({ status, code });
  });
});

describe('accounts that are not active', () => {
  it.each(['suspended', 'closed'] as const)('%s: refuses its own credentials', async (status) => {
    setAccountStatus(populated.twilio.world, populated.child.sid, status);
    for (const name of ['child token', 'child standard key'] as const) {
      const answer = await ask(populated.twilio, numbersPath, { as: populated.credentials[name] });
      expect(answer).toMatchObject({ status: 401, code: 20003 });
    }
  });

  it.each([
    [401, 20005],
    [403, 20403],
    [403, 10001],
  ])('answers %i/%i when the world says so', async (status, code) => {
    const inactiveAccount = { status, code };
    populated.twilio.world.settings = { ...DEFAULT_WORLD_SETTINGS, inactiveAccount };
    setAccountStatus(populated.twilio.world, populated.child.sid, 'suspended');
    const answer = await ask(populated.twilio, accountPath, {
      as: populated.credentials['child token'],
    });
    expect(answer).toMatchObject({ status, code });
  });

  it('still shows a suspended subaccount to its parent', async () => {
    setAccountStatus(populated.twilio.world, populated.child.sid, 'suspended');
    const answer = await ask(populated.twilio, accountPath, {
      as: populated.credentials['parent token'],
    });
    expect(answer.body['status']).toBe('suspended');
  });

  it('suspends the subaccounts of a suspended parent, and frees them with it', async () => {
    const { world } = populated.twilio;
    const as = populated.credentials['child token'];
    setAccountStatus(world, populated.parent.sid, 'suspended');
    expect(await ask(populated.twilio, accountPath, { as })).toMatchObject({ code: 20003 });
    expect(effectiveStatus(world, getAccount(world, populated.child.sid))).toBe('suspended');
    setAccountStatus(world, populated.parent.sid, 'active');
    expect(await ask(populated.twilio, accountPath, { as })).toMatchObject({ status: 200 });
  });
});

describe('credentials that change', () => {
  it('refuses a deleted key', async () => {
    const as = populated.credentials['child main key'];
    expect(await ask(populated.twilio, numbersPath, { as })).toMatchObject({ status: 200 });
    deleteApiKey(populated.twilio.world, as[0]);
    expect(await ask(populated.twilio, numbersPath, { as })).toMatchObject({ code: 20003 });
  });

  it('accepts primary and secondary token until the secondary is promoted', async () => {
    const owner = { accountSid: populated.sibling.sid };
    const path = `/2010-04-01/Accounts/${owner.accountSid}.json`;
    const old = populated.sibling.authTokens.us1.primary;
    const fresh = createSecondaryAuthToken(populated.twilio.world, owner);
    const statuses = async () => [
      (await ask(populated.twilio, path, { as: [owner.accountSid, old] })).status,
      (await ask(populated.twilio, path, { as: [owner.accountSid, fresh] })).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    promoteSecondaryAuthToken(populated.twilio.world, owner);
    expect(await statuses()).toEqual([401, 200]);
  });
});
