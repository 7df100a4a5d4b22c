import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMessagingService, addVerifyService } from '../../../local/twilio/world/resources.ts';
import { ask } from './ask.ts';
import {
  type CredentialName,
  type PopulatedTwilio,
  startPopulatedTwilio,
} from './populated-world.ts';

let populated: PopulatedTwilio;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
});
afterAll(() => populated.twilio.close());

describe('whose credential it is', () => {
  it.each<[CredentialName, 'parent' | 'child']>([
    ['parent token', 'parent'],
    ['parent main key', 'parent'],
    ['child token', 'child'],
    ['child standard key', 'child'],
  ])('%s: the settings without a SID name the %s', async (name, owner) => {
    const as = populated.credentials[name];
    for (const [host, path] of [
      ['conversations.twilio.com', '/v1/Configuration'],
      ['insights.twilio.com', '/v1/Voice/Settings'],
    ] as const) {
      const { body } = await ask(populated.twilio, path, { host, as });
      expect(body['account_sid']).toBe(populated[owner].sid);
    }
  });

  it.each<[CredentialName, number, number]>([
    ['child powerless key', 401, 70051],
    ['test pair', 403, 20008],
    ['child key, wrong secret', 401, 20003],
  ])('%s: %i/%i', async (name, status, code) => {
    const question = { host: 'insights.twilio.com', as: populated.credentials[name] };
    const answer = await ask(populated.twilio, '/v1/Voice/Settings', question);
    expect(answer).toMatchObject({ status, code });
  });
});

describe('services', () => {
  it.each([
    ['messaging.twilio.com', '/v1/Services', addMessagingService],
    ['verify.twilio.com', '/v2/Services', addVerifyService],
  ] as const)('%s lists and fetches those of the username', async (host, path, add) => {
    const { twilio, credentials, child } = populated;
    const { sid } = add(twilio.world, { accountSid: child.sid });
    const own = { host, as: credentials['child standard key'] };
    const parents = { host, as: credentials['parent token'] };
    const list = await ask(twilio, `${path}?PageSize=1`, own);
    expect(list.body['services']).toMatchObject([{ sid, account_sid: child.sid }]);
    expect(list.body['meta']).toMatchObject({
      key: 'services',
      page: 0,
      url: `https://${host}${path}?PageSize=1&Page=0`,
      next_page_url: null,
    });
    expect((await ask(twilio, `${path}/${sid}`, own)).body['sid']).toBe(sid);
    expect((await ask(twilio, path, parents)).body['services']).toEqual([]);
    expect(await ask(twilio, `${path}/${sid}`, parents)).toMatchObject({ code: 20404 });
  });

  it('refuse other methods, unknown paths and pages that are too large', async () => {
    const question = { host: 'verify.twilio.com', as: populated.credentials['child token'] };
    const post = { ...question, method: 'POST' };
    expect(await ask(populated.twilio, '/v2/Services', post)).toMatchObject({ code: 20004 });
    expect(await ask(populated.twilio, '/v1/Services', question)).toMatchObject({ code: 20404 });
    const large = await ask(populated.twilio, '/v2/Services?PageSize=2000', question);
    expect(large).toMatchObject({ status: 400, code: 20007 });
  });
});

describe('IAM keys', () => {
  const host = 'iam.twilio.com';

  it.each<[CredentialName, string]>([
    ['child token', '200'],
    ['child main key', '200'],
    ['parent token', '200'],
    ['parent main key', '401/20003'],
    ['child standard key', '401/20003'],
    ['child powerless key', '401/20003'],
  ])("%s lists the subaccount's keys: %s", async (name, expected) => {
    const path = `/v1/Keys?AccountSid=${populated.child.sid}`;
    const { status, code } = await ask(populated.twilio, path, {
      host,
      as: populated.credentials[name],
    });
    expect(code === undefined ? `${status}` : `${status}/${code}`).toBe(expected);
  });

  it.each<[CredentialName, unknown]>([
    ['child standard key', null],
    ['child restricted key', { allow: ['/twilio/phone-numbers/active-numbers/list'] }],
  ])('show the policy of a %s, and never its secret', async (name, policy) => {
    const [sid, secret] = populated.credentials[name];
    const as = populated.credentials['child token'];
    const answer = await ask(populated.twilio, `/v1/Keys/${sid}`, { host, as });
    expect(answer.body).toMatchObject({ sid, policy });
    expect(answer.text).not.toContain(secret);
  });

  it.each<[string, CredentialName, string]>([
    ['/v1/Keys', 'child token', '400/70001'],
    [`/v1/Keys/SK${'0'.repeat(32)}`, 'child token', '404/20404'],
    ['/v1/Keys/nothing', 'child standard key', '401/20003'],
  ])('%s by a %s: %s', async (path, name, expected) => {
    const as = populated.credentials[name];
    const { status, code } = await ask(populated.twilio, path, { host, as });
    expect(`${status}/${code}`).toBe(expected);
  });

  it('do not cross accounts', async () => {
    const as = populated.credentials['child main key'];
    const [sid] = populated.credentials['parent main key'];
    const answer = await ask(populated.twilio, `/v1/Keys/${sid}`, { host, as });
    expect(answer).toMatchObject({ status: 401, code: 20003 });
  });
});
