import type { Scenario } from './scenario.ts';

/** The third attempt opens and nothing comes back within its 5 seconds. */
export const slowTwilio: Scenario = {
  name: 'slow-twilio',
  title: 'Connections to Twilio break, then hang',
  story: [
    'The network to Twilio is failing: two connections break, the third opens',
    'and nothing comes back. The gate allows 5 seconds an attempt, and three attempts.',
  ],
  environment: 'production',
  arrange: ({ twilio }) => {
    // Each question has its own faults, since two are asked at once and retried at random moments.
    for (const path of ['/IncomingPhoneNumbers', '/Accounts/AC[0-9a-f]+\\.json$']) {
      twilio.faults.add({ kind: 'reset', times: 2, match: { path } });
    }
    twilio.faults.add({ kind: 'hang' });
  },
  expected: {
    verdict: 'inconclusive',
    cause: 'twilio.unavailable',
    failureType: 'SystemUnavailable',
    says: ['no answer in time'],
    twilioRequests: 6,
    twilioAnswers: [null],
  },
};
