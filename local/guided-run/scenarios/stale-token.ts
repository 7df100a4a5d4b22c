import type { Scenario } from './scenario.ts';

/** The world of the guided run: the newest version of a secret holds what was valid before. */
export const staleToken: Scenario = {
  name: 'stale-token',
  title: 'The newest version of the secret holds an old API key',
  story: [
    "Production's API key was rotated at Twilio and in the secret.",
    "Then somebody restored yesterday's secret: AWSCURRENT holds the old key again.",
  ],
  environment: 'production',
  arrange: ({ example }) => {
    const production = example.environment('production');
    production.putSecret({ value: production.staleFields() });
  },
  expected: {
    verdict: 'fail',
    cause: 'credential.stale-version',
    failureType: 'JobFailed',
    says: ['AWSCURRENT is rejected', 'AWSPREVIOUS'],
    twilioRequests: 4,
    twilioAnswers: [200, 401],
  },
};
