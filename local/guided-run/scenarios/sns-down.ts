import type { Scenario } from './scenario.ts';

/** The pipeline is answered first: an alert that cannot be sent neither holds nor opens the gate. */
export const snsDown: Scenario = {
  name: 'sns-down',
  title: 'The stale token again, while SNS takes no alert',
  story: [
    "Production's secret holds the old API key, as in stale-token,",
    'and SNS denies the function its topic. The pipeline hears of it all the same.',
  ],
  environment: 'production',
  arrange: ({ aws, example }) => {
    const production = example.environment('production');
    production.putSecret({ value: production.staleFields() });
    for (const { arn } of aws.notifications.topics()) aws.notifications.denyPublish(arn);
  },
  expected: {
    verdict: 'fail',
    cause: 'credential.stale-version',
    failureType: 'JobFailed',
    says: ['AWSCURRENT is rejected'],
    twilioRequests: 4,
    twilioAnswers: [200, 401],
    isAlerted: false,
  },
};
