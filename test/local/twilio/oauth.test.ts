import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalTwilio, startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';
import { addAccount } from '../../../local/twilio/world/accounts.ts';
import { addOAuthApp, type OAuthApp } from '../../../local/twilio/world/oauth-apps.ts';
import { type Answered, ask } from './ask.ts';

let twilio: LocalTwilio;
let app: OAuthApp;

beforeAll(async () => {
  twilio = await startLocalTwilio();
  app = addOAuthApp(twilio.world, { accountSid: addAccount(twilio.world).sid });
});
afterAll(() => twilio.close());

function tokenAnswer(form: Readonly<Record<string, string>>): Promise<Answered> {
  const body = new URLSearchParams({
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: 'client_credentials',
    ...form,
  });
  const host = 'oauth.twilio.com';
  return ask(twilio, '/v2/token', { method: 'POST', host, body: body.toString() });
}

async function numbersStatus(token: string, accountSid = app.accountSid) {
  const path = `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`;
  return (await ask(twilio, path, { headers: { Authorization: `Bearer ${token}` } })).status;
}

it('issues a token for the right secret, which opens its own account', async () => {
  const { status, body } = await tokenAnswer({});
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, id_token: null });
  const token = String(body['access_token']);
  expect(await numbersStatus(token)).toBe(200);
  expect(await numbersStatus(token, addAccount(twilio.world).sid)).toBe(401);
  expect(await numbersStatus('unknown')).toBe(401);
});

it('takes no token that has expired', async () => {
  const { body } = await tokenAnswer({});
  const token = String(body['access_token']);
  twilio.world.accessTokens.set(token, { clientId: app.clientId, expiresAtMs: 0 });
  expect(await numbersStatus(token)).toBe(401);
});

it.each([
  ['a wrong secret', { client_secret: 'wrong' }, 401],
  ['an unknown client', { client_id: `OQ${'0'.repeat(32)}` }, 401],
  ['another grant', { grant_type: 'password' }, 400],
])('refuses %s', async (_name, form, status) => {
  expect((await tokenAnswer(form)).status).toBe(status);
});
