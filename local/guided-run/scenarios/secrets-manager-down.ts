import type { Scenario } from './scenario.ts';

/** AWS's own outage, told apart from Twilio's and from a missing secret. */
export const secretsManagerDown: Scenario = {
  name: 'secrets-manager-down',
  title: 'Secrets Manager answers with internal errors',
  story: ['Secrets Manager has an outage in the Region: no secret can be read.'],
  environment: 'production',
  arrange: ({ aws }) => aws.faults.add({ service: 'secretsmanager', kind: 'server-error' }),
  expected: {
    verdict: 'inconclusive',
    cause: 'aws.unavailable',
    failureType: 'SystemUnavailable',
    says: ['Secrets Manager gave no usable answer'],
    twilioRequests: 0,
    twilioAnswers: [],
  },
};
