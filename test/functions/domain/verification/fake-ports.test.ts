import { describe, expect, it } from 'vitest';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type { TwilioQuestion } from '../../../../functions/domain/model/twilio-api.ts';
import { DENIED } from '../twilio-replies.ts';
import { fakeClock } from './fake-clock.ts';
import { fakePorts, fakeSecrets, fakeTwilio, turns } from './fake-ports.ts';

const signal = new AbortController().signal;
const QUESTION: TwilioQuestion = {
  product: 'api',
  path: '/',
  region: 'us1',
  credential: { username: 'AC', password: new Redacted('x') },
};

describe('the fake clock', () => {
  it('wakes sleepers when their time has come, and not before', async () => {
    const clock = fakeClock();
    let awake = 0;
    void clock.sleep(10).then(() => (awake += 1));
    void clock.sleep(20).then(() => (awake += 1));
    clock.pass(10);
    await turns();
    expect([awake, clock.sleepers(), clock.monotonicMs()]).toEqual([1, 1, 10]);
    expect(clock.now().toISOString()).toBe('2026-11-22T03:00:00.010Z');
  });

  it('wakes a sleeper early when told', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const sleep = clock.sleep(10, controller.signal);
    controller.abort();
    await sleep;
    await clock.sleep(10, controller.signal);
    expect(clock.sleepers()).toBe(0);
  });
});

describe('the fake secrets', () => {
  it('give payloads, failures and errors, and count', async () => {
    const secrets = fakeSecrets({ a: { x: 1 }, b: new Error('defect') });
    const read = (id: string) => secrets.read({ id }, 'AWSCURRENT', { signal });
    expect(await read('a')).toMatchObject({ outcome: 'read', versionId: 'v-1' });
    expect(await read('none')).toMatchObject({ outcome: 'failed', failure: 'not-found' });
    await expect(read('b')).rejects.toThrow('defect');
    expect([secrets.reads, secrets.mostAtOnce, secrets.running]).toEqual([
      ['a', 'none', 'b'],
      1,
      0,
    ]);
  });

  it('hang until the caller gives up', async () => {
    const giveUp = new AbortController();
    const read = fakeSecrets({ a: 'hangs' }).read({ id: 'a' }, 'AWSCURRENT', giveUp);
    giveUp.abort();
    expect(await read).toMatchObject({ failure: 'unavailable' });
  });
});

describe('the fake Twilio', () => {
  it('answers by its function, and writes the question down', async () => {
    const twilio = fakeTwilio(() => DENIED);
    expect(await twilio.ask(QUESTION, { signal })).toBe(DENIED);
    expect([twilio.asked, twilio.mostAtOnce, twilio.running]).toEqual([[QUESTION], 1, 0]);
  });

  it('gives no answer when the caller gives up', async () => {
    const answer = await fakeTwilio(() => DENIED).ask(QUESTION, { signal: AbortSignal.abort() });
    expect(answer).toMatchObject({ kind: 'no-answer', reason: 'out-of-time' });
  });
});

it('gives equal fingerprints to equal values only', () => {
  const { fingerprints } = fakePorts({}, () => DENIED);
  const [a, b, c] = ['x', 'x', 'y'].map((value) => fingerprints.of(new Redacted(value)));
  expect([a === b, a === c, a]).toEqual([true, false, expect.not.stringContaining('x1')]);
});
