import { describe, expect, it } from 'vitest';
import { pacedTwilioApi } from '../../../../../functions/domain/fleet/rate/paced-twilio-api.ts';
import type {
  RequestBudget,
  Seen,
} from '../../../../../functions/domain/fleet/rate/request-budget.ts';
import type { TwilioApi, TwilioReply } from '../../../../../functions/domain/model/twilio-api.ts';
import { accountQuestion } from '../../../adapters/twilio/asking.ts';

const { signal } = new AbortController();
const EXCHANGE = { request: 'GET https://x', attempts: 1, requestIds: [], durationMs: 1 };
const RESOURCE = { ...EXCHANGE, kind: 'resource', status: 200, body: {} } as const;

function budget(seen: Seen[], hasPermit = true): RequestBudget {
  return {
    take: async () => (hasPermit ? { release: (one) => seen.push(one) } : undefined),
    admit: async () => () => undefined,
    close: async () => undefined,
  };
}

const REPLIES: readonly (readonly [string, TwilioReply, Partial<Seen>])[] = [
  ['an answer', RESOURCE, { answered: 1, failed: 0, refused: 0, concurrent: 0 }],
  [
    'an answer after a refusal, and the load',
    { ...RESOURCE, attempts: 2, refusedAttempts: 1, concurrentRequests: 17 },
    { answered: 1, refused: 1, concurrent: 17 },
  ],
  [
    'a last refusal, which is an answer',
    { ...EXCHANGE, kind: 'refusal', status: 429, code: 20429, message: '', refusedAttempts: 3 },
    { answered: 1, failed: 0, refused: 3 },
  ],
  [
    'an error of Twilio',
    { ...EXCHANGE, kind: 'unexpected', status: 503, detail: '' },
    { answered: 0, failed: 1 },
  ],
  [
    'no answer',
    { ...EXCHANGE, kind: 'no-answer', reason: 'timeout', detail: '' },
    { answered: 0, failed: 1 },
  ],
  [
    'nothing, where nothing was sent',
    { ...EXCHANGE, attempts: 0, kind: 'no-answer', reason: 'out-of-time', detail: '' },
    { answered: 0, failed: 0 },
  ],
];

describe('a Twilio within a budget', () => {
  it.each(REPLIES)('reports %s', async (_title, reply, expected) => {
    const seen: Seen[] = [];
    const api = pacedTwilioApi({ ask: async () => reply }, budget(seen));
    expect(await api.ask(accountQuestion(), { signal })).toBe(reply);
    expect(seen).toMatchObject([expected]);
  });

  it('gives the permit back after a defect too', async () => {
    const seen: Seen[] = [];
    const api = pacedTwilioApi({ ask: () => Promise.reject(new Error('defect')) }, budget(seen));
    await expect(api.ask(accountQuestion(), { signal })).rejects.toThrow('defect');
    expect(seen).toEqual([{ answered: 0, failed: 0, refused: 0, concurrent: 0 }]);
  });

  it('sends nothing without a permit, and says that the time ran out', async () => {
    const twilio: TwilioApi = { ask: () => Promise.reject(new Error('it was asked')) };
    const reply = await pacedTwilioApi(twilio, budget([], false)).ask(accountQuestion(), {
      signal,
    });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'out-of-time', attempts: 0 });
  });

  it('asks four questions at once by one credential, and any by others', async () => {
    let atOnce = 0;
    const ends: (() => void)[] = [];
    const twilio: TwilioApi = {
      ask: () => {
        atOnce += 1;
        return new Promise((resolve) => ends.push(() => resolve(RESOURCE)));
      },
    };
    const api = pacedTwilioApi(twilio, budget([]));
    const other = { ...accountQuestion().credential, username: 'SK0' };
    const asked = [1, 2, 3, 4, 5, 6].map(() => api.ask(accountQuestion(), { signal }));
    asked.push(api.ask(accountQuestion({ credential: other }), { signal }));
    await new Promise(setImmediate);
    expect(atOnce).toBe(5);
    while (ends.length > 0) {
      for (const end of ends.splice(0)) end();
      await new Promise(setImmediate);
    }
    expect(await Promise.all(asked)).toHaveLength(7);
  });
});
