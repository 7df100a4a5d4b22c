import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTwilioHost } from '../../../local/twilio/rest/twilio-host.ts';
import { addApiKey } from '../../../local/twilio/world/api-keys.ts';
import { ask } from './ask.ts';
import { type PopulatedTwilio, startPopulatedTwilio } from './populated-world.ts';

let populated: PopulatedTwilio;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
});
afterAll(() => populated.twilio.close());

describe('the product and Region of a host', () => {
  it.each([
    ['api.twilio.com', 'api', 'us1'],
    ['API.twilio.com:443', 'api', 'us1'],
    ['api.us1.twilio.com', 'api', 'us1'],
    ['api.dublin.us1.twilio.com', 'api', 'us1'],
    ['api.dublin.ie1.twilio.com', 'api', 'ie1'],
    ['api.sydney.au1.twilio.com', 'api', 'au1'],
    ['api.ie1.twilio.com', 'api', 'us1'],
    ['api.sg1.twilio.com', 'api', 'us1'],
    ['verify.twilio.com', 'verify', 'us1'],
    ['iam.dublin.ie1.twilio.com', 'iam', 'ie1'],
  ])('%s is %s in %s', (host, product, region) => {
    expect(parseTwilioHost(host)).toEqual({ product, region });
  });

  it.each([
    ['127.0.0.1:8080'],
    ['twilio.com'],
    ['studio.twilio.com'],
    ['api.twilio.com.evil.example'],
    ['api.zz9.twilio.com'],
    ['api.dublin.zz9.twilio.com'],
    [''],
  ])('%s is none of Twilio', async (host) => {
    expect(parseTwilioHost(host)).toBeUndefined();
    const answer = await ask(populated.twilio, '/2010-04-01/Accounts.json', { host });
    expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'text/html' } });
  });
});

describe('credentials of one Region', () => {
  it.each([
    ['us1', 'api.twilio.com', 200],
    ['us1', 'api.dublin.ie1.twilio.com', 401],
    ['ie1', 'api.dublin.ie1.twilio.com', 200],
    ['ie1', 'api.ie1.twilio.com', 401],
    ['ie1', 'api.twilio.com', 401],
    ['au1', 'api.sydney.au1.twilio.com', 200],
    ['au1', 'api.dublin.ie1.twilio.com', 401],
  ] as const)('a token and a key of %s at %s: %i', async (region, host, status) => {
    const { child, twilio } = populated;
    const key = addApiKey(twilio.world, { accountSid: child.sid, keyType: 'standard', region });
    const path = `/2010-04-01/Accounts/${child.sid}/IncomingPhoneNumbers.json`;
    const token = child.authTokens[region].primary;
    expect(await ask(twilio, path, { host, as: [child.sid, token] })).toMatchObject({ status });
    expect(await ask(twilio, path, { host, as: [key.sid, key.secret] })).toMatchObject({ status });
  });

  it('shows the Auth Token of the Region that is asked', async () => {
    const { child, twilio } = populated;
    const token = child.authTokens.ie1.primary;
    const answer = await ask(twilio, `/2010-04-01/Accounts/${child.sid}.json`, {
      host: 'api.dublin.ie1.twilio.com',
      as: [child.sid, token],
    });
    expect(answer.body['auth_token']).toBe(token);
  });

  it('knows no test pair outside us1', async () => {
    const host = 'api.dublin.ie1.twilio.com';
    const as = populated.credentials['test pair'];
    const answer = await ask(populated.twilio, '/2010-04-01/Accounts.json', { host, as });
    expect(answer).toMatchObject({ status: 401, code: 20003 });
  });
});
