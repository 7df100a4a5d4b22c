import type { Scenario } from './scenario.ts';

/** The right account under the wrong owner: somebody else pays, and may close it. */
export const wrongParent: Scenario = {
  name: 'wrong-parent',
  title: 'The subaccount belongs to another parent account',
  story: ["Staging's subaccount was moved below another organisation's account."],
  environment: 'staging',
  arrange: ({ example }) => {
    example.environment('staging').moveToOwner();
  },
  expected: {
    verdict: 'fail',
    cause: 'environment.wrong-parent',
    failureType: 'JobFailed',
    says: ['AC68e4b453df2939a44b2a91959935a304'],
    twilioRequests: 2,
    twilioAnswers: [200],
  },
};
