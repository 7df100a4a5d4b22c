import type { Scenario } from './scenario.ts';

/** A policy keeps the function from the secret. */
export const accessDenied: Scenario = {
  name: 'access-denied',
  title: 'IAM denies reading the secret',
  story: ["A new policy on production's secret shuts the gate function out."],
  environment: 'production',
  arrange: ({ aws, example }) => {
    const { secretId } = example.environment('production');
    aws.secrets.access.deny({ denial: 'access', secretId });
  },
  expected: {
    verdict: 'fail',
    cause: 'secret.access-denied',
    failureType: 'PermissionError',
    says: ['denied by IAM', 'GetSecretValue'],
    twilioRequests: 0,
    twilioAnswers: [],
  },
};
