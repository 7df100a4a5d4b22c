import twilio from 'twilio';
import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import { describe, expect, it } from 'vitest';

type Options = BaseTwilio.ClientOpts;
type HttpClient = NonNullable<Options['httpClient']>;
type HttpRequest = Parameters<HttpClient['request']>[0];
type Make = (options: Options) => BaseTwilio.Client;

const USERNAME = `SK${'a'.repeat(32)}`;
const ACCOUNT_SID = `AC${'0'.repeat(32)}`;
const whole: Make = (options) => twilio(USERNAME, 'password', options);
const deep: Make = (options) => new BaseTwilio.Client(USERNAME, 'password', options);

async function requestOf(make: Make, place: { region: string; edge: string }) {
  const seen: HttpRequest[] = [];
  const httpClient = { request: async (request: HttpRequest) => seen.push(request) };
  const client = make({
    ...place,
    accountSid: ACCOUNT_SID,
    userAgentExtensions: ['twilio-preflight/1.2.3'],
    // The SDK declares its own class here, and calls nothing of it but `request`.
    httpClient: httpClient as unknown as HttpClient,
  });
  await client.request({ method: 'get', uri: 'https://api.twilio.com/a.json?b=c' });
  return seen;
}

describe("the SDK's base client, which is imported from inside the package", () => {
  it('is the class that the whole package builds on', () => {
    expect(whole({ accountSid: ACCOUNT_SID })).toBeInstanceOf(BaseTwilio.Client);
    expect(twilio.Twilio.prototype.request).toBe(BaseTwilio.Client.prototype.request);
    expect(twilio.Twilio.prototype.getHostname).toBe(BaseTwilio.Client.prototype.getHostname);
  });

  it.each([
    ['us1', { region: '', edge: '' }, 'https://api.twilio.com/a.json?b=c'],
    ['ie1', { region: 'ie1', edge: 'dublin' }, 'https://api.dublin.ie1.twilio.com/a.json?b=c'],
    ['au1', { region: 'au1', edge: 'sydney' }, 'https://api.sydney.au1.twilio.com/a.json?b=c'],
  ])('hands the transport the same as the whole package in %s', async (_name, place, uri) => {
    const [request] = await requestOf(deep, place);
    expect([request]).toEqual(await requestOf(whole, place));
    expect(request).toMatchObject({
      method: 'get',
      uri,
      username: USERNAME,
      password: 'password',
      headers: {
        Accept: 'application/json',
        'User-Agent': expect.stringMatching(/^twilio-node\/6\.2\.0 .* twilio-preflight\/1\.2\.3$/),
      },
    });
  });
});
