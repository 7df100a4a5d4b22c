import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_TELEPHONY } from '../../../local/twilio/world/telephony.ts';
import { type Answered, ask, control } from './ask.ts';
import { type PopulatedTwilio, startPopulatedTwilio } from './populated-world.ts';

let populated: PopulatedTwilio;
let nowMs: number;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
});
beforeEach(() => {
  nowMs = Date.parse('2026-11-28T10:00:00.000Z');
  const { world } = populated.twilio;
  world.now = () => nowMs;
  world.telephony = DEFAULT_TELEPHONY;
});
afterAll(() => populated.twilio.close());

const CALL = { To: '+15551239999', From: '+15551230000', Twiml: '<Response/>' };
const MESSAGE = { To: '+15551239999', From: '+15551230000', Body: 'Hello' };

function asked(path: string, form?: Readonly<Record<string, string>>): Promise<Answered> {
  const { twilio, child, credentials } = populated;
  return ask(twilio, `/2010-04-01/Accounts/${child.sid}/${path}`, {
    as: credentials['child token'],
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form).toString() }),
  });
}

async function statesOf(path: string, sid: unknown): Promise<readonly unknown[]> {
  const states: unknown[] = [];
  for (let step = 0; step < 5; step += 1) {
    states.push((await asked(`${path}/${sid}.json`)).body['status']);
    nowMs += 1_000;
  }
  return states;
}

describe('a call', () => {
  it.each([
    ['completed', ['queued', 'ringing', 'in-progress', 'completed', 'completed']],
    ['voicemail', ['queued', 'ringing', 'in-progress', 'completed', 'completed']],
    ['busy', ['queued', 'ringing', 'busy', 'busy', 'busy']],
    ['no-answer', ['queued', 'ringing', 'no-answer', 'no-answer', 'no-answer']],
    ['failed', ['queued', 'failed', 'failed', 'failed', 'failed']],
    ['canceled', ['queued', 'canceled', 'canceled', 'canceled', 'canceled']],
    ['alive', ['queued', 'ringing', 'in-progress', 'in-progress', 'in-progress']],
  ])('that is to be %s changes by the clock', async (call, states) => {
    await control(populated.twilio, 'POST /world', { change: 'set-telephony', call });
    const { status, body } = await asked('Calls.json', CALL);
    expect(status).toBe(201);
    expect(await statesOf('Calls', body['sid'])).toEqual(states);
  });

  it('can be hung up while it is alive, and not after', async () => {
    const { body } = await asked('Calls.json', CALL);
    const path = `Calls/${body['sid']}.json`;
    expect((await asked(path, { Status: 'completed' })).body['status']).toBe('completed');
    expect(await asked(path, { Status: 'completed' })).toMatchObject({ status: 400, code: 21220 });
    expect(await asked(path, { Status: 'queued' })).toMatchObject({ code: 20001 });
  });

  it('is in a list only after its lag, and by its start only when it has begun', async () => {
    await control(populated.twilio, 'POST /world', { change: 'set-telephony', listLagMs: 500 });
    const { body } = await asked('Calls.json', CALL);
    const sids = async (query: string): Promise<string> =>
      JSON.stringify((await asked(`Calls.json${query}`)).body['calls']);
    expect(await sids('')).not.toContain(body['sid']);
    nowMs += 500;
    expect(await sids('?Status=queued')).toContain(body['sid']);
    expect(await sids('?StartTime%3E=2026-11-28')).not.toContain(body['sid']);
    nowMs += 500;
    expect(await sids('?StartTime%3E=2026-11-28')).toContain(body['sid']);
  });

  it.each([
    ['without a destination', { From: CALL.From, Twiml: CALL.Twiml }, 21201],
    ['that says nothing', { From: CALL.From, To: CALL.To }, 21205],
    ['from nowhere', { To: CALL.To, Twiml: CALL.Twiml }, 21603],
    ["from another account's number", { ...CALL, From: '+15551230009' }, 21210],
  ])('%s is refused', async (_, form, code) => {
    expect(await asked('Calls.json', form)).toMatchObject({ status: 400, code });
  });
});

describe('a message', () => {
  it.each([
    ['delivered', ['queued', 'sending', 'sent', 'delivered', 'delivered']],
    ['undelivered', ['queued', 'sending', 'sent', 'undelivered', 'undelivered']],
    ['failed', ['queued', 'failed', 'failed', 'failed', 'failed']],
    ['sent', ['queued', 'sending', 'sent', 'sent', 'sent']],
    ['queued', ['queued', 'queued', 'queued', 'queued', 'queued']],
  ])('that is to be %s changes by the clock', async (message, states) => {
    await control(populated.twilio, 'POST /world', { change: 'set-telephony', message });
    const { body } = await asked('Messages.json', MESSAGE);
    expect(await statesOf('Messages', body['sid'])).toEqual(states);
  });

  it('is accepted first where a messaging service sends it', async () => {
    const { To, Body } = MESSAGE;
    const form = { To, Body, MessagingServiceSid: `MG${'a'.repeat(32)}` };
    expect((await asked('Messages.json', form)).body).toMatchObject({ status: 'accepted' });
  });

  it("is refused with 21660 from another account's number", async () => {
    const form = { ...MESSAGE, From: '+15551230009' };
    expect(await asked('Messages.json', form)).toMatchObject({ status: 400, code: 21660 });
  });
});

it('refuses what it is set to refuse', async () => {
  const refusal = {
    status: 401,
    code: 20003,
    message: 'Primary compliance profile is not approved',
  };
  await control(populated.twilio, 'POST /world', { change: 'set-telephony', refusal });
  expect(await asked('Calls.json', CALL)).toMatchObject({ status: 401, code: 20003 });
});
