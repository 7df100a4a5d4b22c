import type { Scenario } from './scenario.ts';

/** The key that production uses was tidied away. */
export const deletedKey: Scenario = {
  name: 'deleted-key',
  title: 'The API key was deleted in the Twilio Console',
  story: ['Somebody tidied up API keys in the Twilio Console. One of them was in use.'],
  environment: 'production',
  arrange: ({ example }) => example.environment('production').deleteKey(),
  expected: {
    verdict: 'fail',
    cause: 'credential.rejected',
    failureType: 'JobFailed',
    says: ['Twilio rejects API key', 'deleted'],
    twilioRequests: 9,
    twilioAnswers: [200, 401],
  },
};
