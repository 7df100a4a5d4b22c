import { expect, it } from 'vitest';
import { meteredTwilioApi } from '../../../../functions/adapters/twilio/metered-twilio-api.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type { TwilioQuestion, TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { createRecordedMetrics } from '../../handlers/recorded-metrics.ts';

const QUESTION: TwilioQuestion = {
  product: 'api',
  path: '/2010-04-01/Accounts.json',
  region: 'us1',
  credential: { username: 'AC1', password: new Redacted('x') },
};
const EXCHANGE = { request: 'GET x', attempts: 2, requestIds: [], durationMs: 120 };
const REFUSAL = { ...EXCHANGE, kind: 'refusal', code: 20003, message: 'no' } as const;

async function measured(reply: TwilioReply) {
  const { metrics, published } = createRecordedMetrics();
  const twilio = meteredTwilioApi({ ask: async () => reply }, metrics);
  const { signal } = new AbortController();
  expect(await twilio.ask(QUESTION, { signal })).toBe(reply);
  await metrics.publish();
  return published.map(({ name, value, environment }) => [name, value, environment]);
}

it.each<[string, TwilioReply, number]>([
  ['a resource', { ...EXCHANGE, kind: 'resource', status: 200, body: {} }, 0],
  ['a refusal', { ...REFUSAL, status: 401 }, 0],
  ['a missing resource', { ...REFUSAL, status: 404 }, 0],
  ['a rate limit', { ...REFUSAL, status: 429 }, 1],
  ['a failing Twilio', { ...REFUSAL, status: 503 }, 1],
  ['a page', { ...EXCHANGE, kind: 'unexpected', status: 200, detail: 'HTML' }, 1],
  ['silence', { ...EXCHANGE, kind: 'no-answer', reason: 'timeout', detail: 'x' }, 1],
])(
  'measures the whole question, and whether the answer is usable: %s',
  async (_what, reply, errors) => {
    expect(await measured(reply)).toEqual([
      ['twilioRequestTime', 120, undefined],
      ['twilioErrors', errors, undefined],
    ]);
  },
);

it('does not measure a question that was never sent', async () => {
  const unsent = { ...EXCHANGE, attempts: 0, kind: 'no-answer', reason: 'out-of-time' } as const;
  expect(await measured({ ...unsent, detail: 'x' })).toEqual([]);
});

it('lets a defect pass', async () => {
  const { metrics } = createRecordedMetrics();
  const twilio = meteredTwilioApi({ ask: () => Promise.reject(new Error('a defect')) }, metrics);
  const { signal } = new AbortController();
  await expect(twilio.ask(QUESTION, { signal })).rejects.toThrow('a defect');
});
