import { describe, expect, it } from 'vitest';
import { type Facts, factsOf } from '../../../../functions/domain/facts/facts.ts';
import { FOLLOW_UP_BOUNDS } from '../../../../functions/domain/model/follow-up.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { askFurther } from '../../../../functions/domain/verification/ask-further.ts';
import { FOREIGN_SID } from '../accounts.ts';
import { expecting, keyEvidence, oauthClient, parsed } from '../evidence-builder.ts';
import { DENIED, refusal, resource } from '../twilio-replies.ts';
import { type Answering, type FakePorts, fakePorts, turns } from './fake-ports.ts';

const { signal } = new AbortController();
const FLEET: Facts = factsOf(
  keyEvidence({
    probes: { 'phone-numbers': DENIED, 'own-account': DENIED },
    declared: Array.from({ length: 40 }, (_, index) => ({
      name: `tenant-${index}`,
      accountSid: `${FOREIGN_SID.slice(0, 32)}${index + 10}`,
    })),
  }),
);

const TOKEN = { ...resource({ expires_in: 3600 }), isGrant: true } as TwilioReply;

const portsWith = (answer: Answering): FakePorts => fakePorts({}, answer);

describe('the further questions', () => {
  it('are none where nothing is open', async () => {
    const ports = portsWith(() => DENIED);
    const facts = factsOf(keyEvidence());
    expect(await askFurther(facts, ports, signal)).toBe(facts);
    expect(ports.twilio.asked).toEqual([]);
  });

  it('are asked one at a time, and at most 12 with the retries that the last might need', async () => {
    const ports = portsWith(() => DENIED);
    await askFurther(FLEET, ports, signal);
    expect(ports.twilio.asked.length).toBe(10);
    expect(ports.twilio.mostAtOnce).toBe(1);
  });

  it('of an OAuth client leave room for the token that the last might need too', async () => {
    const client = factsOf({
      ...FLEET.evidence,
      expectation: expecting({ kind: 'oauth-client' }),
      parse: parsed(oauthClient()),
      probes: { 'access-token': TOKEN, 'phone-numbers': DENIED },
    });
    const ports = portsWith(() => DENIED);
    await askFurther(client, ports, signal);
    expect(ports.twilio.asked.length).toBe(7);
  });

  it('count retries as requests', async () => {
    const slow: TwilioReply = { ...refusal(401, 20003), attempts: 3 };
    const ports = portsWith(() => slow);
    await askFurther(FLEET, ports, signal);
    expect(ports.twilio.asked.length * 3).toBe(FOLLOW_UP_BOUNDS.twilioRequests);
  });

  it('end after 20 s, with what was found by then', async () => {
    const ports = portsWith(() => undefined);
    const asking = askFurther(FLEET, ports, signal);
    await turns(100);
    ports.clock.pass(FOLLOW_UP_BOUNDS.limitMs);
    const { followUps } = (await asking).evidence;
    expect(followUps.at(-1)).toMatchObject({
      question: { kind: 'whoami' },
      outcome: { kind: 'undecided' },
    });
    expect(ports.twilio.asked.length).toBe(1);
  });

  it('are not begun when the run has ended', async () => {
    const ports = portsWith(() => DENIED);
    const { followUps } = (await askFurther(FLEET, ports, AbortSignal.abort())).evidence;
    expect([followUps, ports.twilio.asked]).toEqual([[], []]);
  });
});
