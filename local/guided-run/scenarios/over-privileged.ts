import { addApiKey } from '../../twilio/world/api-keys.ts';
import { OTHER_DECLARATIONS } from './other-declarations.ts';
import type { Scenario } from './scenario.ts';

/** It works, and could do far more than it should. */
export const overPrivileged: Scenario = {
  name: 'over-privileged',
  title: 'A Main key where a Standard key is declared',
  story: [
    'Production declares a Standard key. The secret holds a Main key,',
    'which can also make and delete keys and change the account.',
  ],
  environment: 'production',
  declared: OTHER_DECLARATIONS,
  arrange: ({ twilio, example }) => {
    const { accountSid, putSecret } = example.environment('production');
    const key = addApiKey(twilio.world, { accountSid, keyType: 'main' });
    putSecret({ value: { accountSid, apiKeySid: key.sid, apiKeySecret: key.secret } });
  },
  expected: {
    verdict: 'fail',
    cause: 'credential.over-privileged',
    failureType: 'JobFailed',
    says: ['Main key'],
    twilioRequests: 3,
    twilioAnswers: [200],
  },
};
