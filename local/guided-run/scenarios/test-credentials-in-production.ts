import type { Scenario } from './scenario.ts';

/** A test pair looks like a live one and sends nothing. */
export const testCredentialsInProduction: Scenario = {
  name: 'test-credentials-in-production',
  title: 'Production holds Twilio test credentials',
  story: [
    "A developer's test pair was copied into production's secret.",
    'Twilio accepts it for sending, and delivers nothing.',
  ],
  environment: 'production',
  arrange: ({ example }) => {
    example.environment('production').putSecret({ value: example.testFields() });
  },
  expected: {
    verdict: 'fail',
    cause: 'credential.test-credentials',
    failureType: 'JobFailed',
    says: ['test credentials', '20008'],
    twilioRequests: 1,
    twilioAnswers: [403],
  },
};
