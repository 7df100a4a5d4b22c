import type { Scenario } from './scenario.ts';

/** An outage says nothing about a credential: shut, and not "rejected". */
export const twilioDown: Scenario = {
  name: 'twilio-down',
  title: 'Twilio answers every request with 503',
  story: ['Twilio has an outage. The credential is fine, but nobody can tell right now.'],
  environment: 'production',
  arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 503 }),
  expected: {
    verdict: 'inconclusive',
    cause: 'twilio.unavailable',
    failureType: 'SystemUnavailable',
    says: ['server errors'],
    twilioRequests: 6,
    twilioAnswers: [503],
  },
};
