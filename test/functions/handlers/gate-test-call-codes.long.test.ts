import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeclaredTestCall } from '../../../functions/domain/model/expectation.ts';
import type { Telephony } from '../../../local/twilio/world/telephony.ts';
import { MESSAGE, openCallingGate, said, VOICE } from './calling-world.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const SENDER = /which account owns the sender/;
const UNFINISHED = /porting or hosting is finished/;
const SERVICE = /Add a sender that reaches this country/;
const DESTINATION = /Test with a number that answers/;
const UNVERIFIED = /Verify testCall\.to/;
const ACCOUNT = /account's state, balance and limits/;
const CARRIER = /The carrier blocks or filters it/;
const CAMPAIGN = /A2P campaign/;
const VOLUME = /a rate or a daily limit/;
const LIMITS = /SMS pumping/;
const UNKNOWN = /Look up Twilio's error/;

/** https://www.twilio.com/docs/api/errors */
const REFUSED_MESSAGES: readonly (readonly [number, RegExp])[] = [
  [21211, DESTINATION],
  [21212, SENDER],
  [21265, DESTINATION],
  [21408, /SMS geographic permissions/],
  [21606, UNFINISHED],
  [21608, UNVERIFIED],
  [21610, DESTINATION],
  [21612, DESTINATION],
  [21614, DESTINATION],
  [21654, UNVERIFIED],
  [21655, UNKNOWN],
  [21659, UNFINISHED],
  [21660, SENDER],
  [21669, UNKNOWN],
  [21701, SERVICE],
  [21703, SERVICE],
  [21704, SERVICE],
  [21711, UNKNOWN],
  [63007, SENDER],
];

const REFUSED_CALLS: readonly (readonly [number, RegExp])[] = [
  [21210, SENDER],
  [21211, DESTINATION],
  [21215, /voice geographic permissions/],
  [21219, UNVERIFIED],
  [32018, UNKNOWN],
];

const UNDELIVERED: readonly (readonly [number, RegExp])[] = [
  [30001, ACCOUNT],
  [30002, ACCOUNT],
  [30003, DESTINATION],
  [30004, CARRIER],
  [30005, DESTINATION],
  [30006, DESTINATION],
  [30007, CARRIER],
  [30008, DESTINATION],
  [30018, UNFINISHED],
  [30022, VOLUME],
  [30023, VOLUME],
  [30024, UNFINISHED],
  [30027, VOLUME],
  [30032, /toll-free number verified/],
  [30033, CAMPAIGN],
  [30034, CAMPAIGN],
  [30035, CAMPAIGN],
  [30036, /while it was valid/],
  [30450, LIMITS],
  [30454, LIMITS],
  [90010, ACCOUNT],
];

/** What a job says at the end of a declared test call, and how many were placed. */
async function outcome(
  declared: DeclaredTestCall,
  telephony: Partial<Telephony>,
): Promise<readonly [string, number]> {
  const gate = await openCallingGate(world, declared, { telephony });
  return [said(await gate.deliverToTheEnd()), gate.posts().length];
}

function refusal(code: number): Partial<Telephony> {
  return { refusal: { status: 400, code, message: 'Refused' } };
}

describe('a test message that Twilio refuses says what to do, and is not placed again', () => {
  it.each(REFUSED_MESSAGES)('%i: %s', async (code, advice) => {
    const [text, posts] = await outcome(MESSAGE, refusal(code));
    expect(text).toMatch(new RegExp(`^JobFailed: .*code ${code}\\): "Refused"`));
    expect(text).toMatch(advice);
    expect(posts).toBe(1);
  });
});

describe('a test call that Twilio refuses says what to do, and is not placed again', () => {
  it.each(REFUSED_CALLS)('%i: %s', async (code, advice) => {
    const [text, posts] = await outcome(VOICE, refusal(code));
    expect(text).toMatch(new RegExp(`^JobFailed: .*code ${code}\\): "Refused"`));
    expect(text).toMatch(advice);
    expect(posts).toBe(1);
  });
});

describe('a test message that is not delivered says what to do', () => {
  it.each(UNDELIVERED)('%i: %s', async (errorCode, advice) => {
    const [text] = await outcome(MESSAGE, { message: 'undelivered', errorCode });
    expect(text).toMatch(new RegExp(`^JobFailed: .*undelivered, error ${errorCode}`));
    expect(text).toMatch(advice);
  });
});

describe('a message of a trial account, which its code shows, is a warning', () => {
  it.each([572002, 572005, 572006, 573002, 573005])('%i', async (code) => {
    const [text, posts] = await outcome(MESSAGE, refusal(code));
    expect(text).toMatch(/^succeeded: production: warn.*a Trial account reaches verified numbers/);
    expect(posts).toBe(1);
  });
});

describe('a test message ends', () => {
  it.each<[Telephony['message'], RegExp]>([
    ['read', /^succeeded: production: pass/],
    ['canceled', /^JobFailed: production: the test message ended as canceled/],
    ['failed', /^JobFailed: production: the test message ended as failed/],
  ])('as %s', async (message, says) => {
    expect((await outcome(MESSAGE, { message }))[0]).toMatch(says);
  });
});
