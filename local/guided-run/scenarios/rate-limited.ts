import type { Scenario } from './scenario.ts';

/** Too many requests on the account; the gate waits as told, then says what it knows. */
export const rateLimited: Scenario = {
  name: 'rate-limited',
  title: 'Twilio answers 429 Too Many Requests',
  story: [
    "A batch job uses up the account's request rate. Twilio asks to come back after a second.",
    'The gate does, twice, and is turned away again.',
  ],
  environment: 'production',
  arrange: ({ twilio }) => twilio.faults.add({ kind: 'rate-limit', retryAfterSeconds: 1 }),
  expected: {
    verdict: 'inconclusive',
    cause: 'twilio.rate-limited',
    failureType: 'SystemUnavailable',
    says: ['429'],
    twilioRequests: 6,
    twilioAnswers: [429],
  },
};
