import type { Scenario } from './scenario.ts';

/** 200 OK, and not from Twilio: a resolved request proves nothing. */
export const proxyHtml: Scenario = {
  name: 'proxy-html',
  title: "A proxy answers in Twilio's place with an HTML page",
  story: [
    'A new proxy stands between the function and Twilio and answers 200 with its sign-in page.',
    'A check that only looks at the status would pass.',
  ],
  environment: 'production',
  arrange: ({ twilio }) => twilio.faults.add({ kind: 'html', status: 200 }),
  expected: {
    verdict: 'inconclusive',
    cause: 'twilio.unexpected-response',
    failureType: 'SystemUnavailable',
    says: ['HTML page'],
    twilioRequests: 2,
    twilioAnswers: [200],
  },
};
