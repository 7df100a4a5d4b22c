import type { Scenario } from './scenario.ts';

/** Nothing comes back within the 5 seconds of an attempt, three times. */
export const slowTwilio: Scenario = {
  name: 'slow-twilio',
  title: 'Twilio takes the requests and never answers',
  story: [
    'Connections to Twilio open and nothing comes back. The gate allows 5 seconds an attempt,',
    'three attempts; this takes some 16 seconds.',
  ],
  environment: 'production',
  arrange: ({ twilio }) => twilio.faults.add({ kind: 'hang' }),
  expected: {
    verdict: 'inconclusive',
    cause: 'twilio.unavailable',
    failureType: 'SystemUnavailable',
    says: ['no answer in time', 'nothing is known about the credential'],
    twilioRequests: 6,
    twilioAnswers: [null],
  },
};
