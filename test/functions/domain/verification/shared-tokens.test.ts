import { describe, expect, it } from 'vitest';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { tokenQuestion } from '../../../../functions/domain/questions/twilio-questions.ts';
import { sharedTokens } from '../../../../functions/domain/verification/shared-tokens.ts';
import { noAnswer, refusal, resource } from '../twilio-replies.ts';
import { fakePorts } from './fake-ports.ts';

const CLIENT = {
  kind: 'oauth-client',
  clientId: `OQ${'a'.repeat(32)}`,
  clientSecret: new Redacted('a client secret'),
} as const;
const QUESTION = tokenQuestion(CLIENT);
const { signal } = new AbortController();

function token(seconds: unknown = 3_600): TwilioReply {
  const reply = resource({ expires_in: seconds });
  return { ...reply, isGrant: true, accessToken: new Redacted('token') } as TwilioReply;
}

function shared(...replies: readonly TwilioReply[]) {
  let next = 0;
  const ports = fakePorts({}, () => replies[Math.min(next++, replies.length - 1)]);
  const twilio = sharedTokens(ports.twilio, ports);
  return {
    ...ports,
    ask: () => twilio.ask(QUESTION, { signal }),
    twilio,
    asked: ports.twilio.asked,
  };
}

describe('the access token of an OAuth client', () => {
  it('is asked for once by all who ask at the same time, and counted once', async () => {
    const { ask, asked } = shared(token());
    const replies = await Promise.all([ask(), ask(), ask()]);
    expect(asked).toHaveLength(1);
    expect(replies.map(({ attempts }) => attempts)).toEqual([1, 0, 0]);
    expect(replies.every((reply) => reply.kind === 'resource' && reply.accessToken)).toBe(true);
  });

  it.each([
    ['of an hour', { seconds: 3_600, pausesMs: [29 * 60_000, 2 * 60_000], counts: [1, 2] }],
    ['of a minute', { seconds: 60, pausesMs: [20_000, 20_000], counts: [1, 2] }],
    ['that names no life', { seconds: null, pausesMs: [0, 0], counts: [2, 3] }],
  ])('%s is used for half of its life', async (_, { seconds, pausesMs, counts }) => {
    const { ask, asked, clock } = shared(token(seconds));
    await ask();
    for (const [index, pauseMs] of pausesMs.entries()) {
      clock.pass(pauseMs);
      await ask();
      expect(asked).toHaveLength(counts[index] ?? 0);
    }
  });

  it('is asked for with each secret of a client', async () => {
    const { ask, asked, twilio } = shared(token());
    await ask();
    const other = { ...CLIENT, clientSecret: new Redacted('its next secret') };
    await twilio.ask(tokenQuestion(other), { signal });
    expect(asked).toHaveLength(2);
  });

  it('is refused to all who wait, and asked for anew later', async () => {
    const { ask, asked } = shared(refusal(401, 20003, 'no'));
    await Promise.all([ask(), ask()]);
    expect(asked).toHaveLength(1);
    await ask();
    expect(asked).toHaveLength(2);
  });

  it('is asked for by the next who waits where no answer came', async () => {
    const { ask, asked } = shared(noAnswer('out-of-time'), token());
    const replies = await Promise.all([ask(), ask(), ask()]);
    expect(replies.map(({ kind }) => kind)).toEqual(['no-answer', 'resource', 'resource']);
    expect(asked).toHaveLength(2);
  });
});
