import base from 'twilio/lib/base/BaseTwilio.js';

/** What a function does with the twilio package: its client, with a transport of the function's own. */
export async function handler(): Promise<number> {
  const client = new base.Client('AC00000000000000000000000000000000', 'unused', {
    // The SDK declares its own class here, and calls nothing of it but `request`.
    httpClient: { request: async () => ({ statusCode: 204, body: {}, headers: {} }) } as never,
  });
  const reply = await client.request({ method: 'get', uri: 'https://api.twilio.com/' });
  return reply.statusCode;
}
