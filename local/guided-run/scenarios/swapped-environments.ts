import type { Scenario } from './scenario.ts';

/** Both credentials work; each in the wrong place. */
export const swappedEnvironments: Scenario = {
  name: 'swapped-environments',
  title: "Staging and production hold each other's credential",
  story: [
    'A script wrote the right values into the wrong secrets: staging and production are swapped.',
    'Both credentials are valid, so a check that only tries to log in would pass.',
  ],
  environment: 'production',
  arrange: ({ example }) => {
    const staging = example.environment('staging');
    const production = example.environment('production');
    production.putSecret({ value: staging.goodFields() });
    staging.putSecret({ value: production.goodFields() });
  },
  expected: {
    verdict: 'fail',
    cause: 'environment.wrong-account',
    failureType: 'JobFailed',
    says: ['of staging', 'AC217072093cc9fec95faf7f0adf6a8d49'],
    twilioRequests: 4,
    twilioAnswers: [200, 401],
  },
};
