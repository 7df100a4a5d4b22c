import type { Scenario } from './scenario.ts';

/** The credential is right and Twilio refuses it all the same; only the parent can say why. */
export const suspendedSubaccount: Scenario = {
  name: 'suspended-subaccount',
  title: 'The subaccount is suspended',
  story: [
    "Production's subaccount was suspended. Twilio now refuses its key just like a wrong one.",
    "The auditor, a credential of the parent account, can still read the account's status.",
  ],
  environment: 'production',
  arrange: ({ example }) => example.environment('production').setAccountStatus('suspended'),
  expected: {
    verdict: 'fail',
    cause: 'account.suspended',
    failureType: 'JobFailed',
    says: ['is suspended'],
    twilioRequests: 3,
    twilioAnswers: [200, 401],
  },
};
