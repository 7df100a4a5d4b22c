import type { Scenario } from './scenario.ts';

/** Secrets Manager keeps a deleted secret for 30 days and serves it to nobody. */
export const secretDeleted: Scenario = {
  name: 'secret-deleted',
  title: 'The secret is scheduled for deletion',
  story: ["A clean-up deleted production's secret. It can still be restored."],
  environment: 'production',
  arrange: ({ aws, example }) => {
    aws.secrets.scheduleDeletion(example.environment('production').secretId);
  },
  expected: {
    verdict: 'fail',
    cause: 'secret.pending-deletion',
    failureType: 'ConfigurationError',
    says: ['scheduled for deletion', 'restore-secret'],
    twilioRequests: 0,
    twilioAnswers: [],
  },
};
