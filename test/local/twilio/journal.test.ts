import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ask, control, send } from './ask.ts';
import { type PopulatedTwilio, startPopulatedTwilio } from './populated-world.ts';

let populated: PopulatedTwilio;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
});
afterAll(() => populated.twilio.close());
beforeEach(() => populated.twilio.journal.clear());

it('notes who asked what and what was answered, in order', async () => {
  const { twilio, child, credentials } = populated;
  const path = `/2010-04-01/Accounts/${child.sid}/IncomingPhoneNumbers.json`;
  const found = await ask(twilio, `${path}?PageSize=1&PhoneNumber=%2B15551230000`, {
    as: credentials['child token'],
  });
  await ask(twilio, '/v2/Services', { host: 'verify.twilio.com' });
  expect(twilio.journal.entries()).toEqual([
    {
      atMs: expect.any(Number),
      method: 'GET',
      host: 'api.twilio.com',
      path,
      query: { PageSize: '1', PhoneNumber: '+15551230000' },
      username: child.sid,
      concurrent: 1,
      requestId: found.headers['twilio-request-id'],
      status: 200,
    },
    {
      atMs: expect.any(Number),
      method: 'GET',
      host: 'verify.twilio.com',
      path: '/v2/Services',
      query: {},
      concurrent: 1,
      requestId: expect.stringMatching(/^RQ/),
      status: 401,
    },
  ]);
});

it('counts requests in progress', async () => {
  const { twilio } = populated;
  const concurrent = () => twilio.journal.entries().map((entry) => entry.concurrent);
  twilio.faults.add({ kind: 'hang', times: 3 });
  const hanging = Array.from({ length: 3 }, () => send(twilio, '/v1/Nothing'));
  for (const one of hanging) one.on('error', () => undefined);
  await expect.poll(concurrent, { interval: 2 }).toEqual([1, 2, 3]);
  for (const one of hanging) one.destroy();
  const next = async (): Promise<number | undefined> => {
    await ask(twilio, '/v1/Nothing');
    return concurrent().at(-1);
  };
  await expect.poll(next, { interval: 2 }).toBe(1);
});

it('holds no secret, wherever a client puts it', async () => {
  const { twilio, credentials, secrets } = populated;
  for (const [username, secret] of Object.values(credentials)) {
    await ask(twilio, `/2010-04-01/Accounts/${username}.json`, { as: [username, secret] });
    await ask(twilio, `/2010-04-01/Accounts/${secret}.json`, { as: [secret, username] });
    const query = `?PhoneNumber=${secret}&${secret}=1`;
    await ask(twilio, `/2010-04-01/Accounts.json${query}`, { host: `${secret}/x`, as: ['', ''] });
  }
  const text = JSON.stringify(twilio.journal.entries());
  expect(twilio.journal.entries()).toHaveLength(3 * Object.keys(credentials).length);
  expect(text).toContain('[not a SID]');
  for (const secret of secrets) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 8));
  }
});

it('is read and cleared by control calls, which it does not note', async () => {
  await ask(populated.twilio, '/v1/Nothing');
  const { body } = await control(populated.twilio, 'GET /journal');
  expect(body['requests']).toEqual(populated.twilio.journal.entries());
  expect(populated.twilio.journal.entries()).toHaveLength(1);
  expect((await control(populated.twilio, 'DELETE /journal')).status).toBe(204);
  expect(populated.twilio.journal.entries()).toEqual([]);
});
