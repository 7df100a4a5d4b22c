import type { Scenario } from './scenario.ts';

/** Production's credential is right, and no longer production's alone. */
export const sharedCredential: Scenario = {
  name: 'shared-credential',
  title: "Development holds a copy of production's credential",
  story: [
    "To debug something, somebody copied production's credential into development's secret.",
    'Production itself works; a test in development now sends real messages.',
  ],
  environment: 'production',
  arrange: ({ example }) => {
    const value = example.environment('production').goodFields();
    example.environment('development').putSecret({ value });
  },
  expected: {
    verdict: 'fail',
    cause: 'environment.shared-credential',
    failureType: 'JobFailed',
    says: ['the secret of development holds the same'],
    twilioRequests: 2,
    twilioAnswers: [200],
  },
};
