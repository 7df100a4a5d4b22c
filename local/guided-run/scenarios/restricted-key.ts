import { addApiKey } from '../../twilio/world/api-keys.ts';
import type { Scenario } from './scenario.ts';

/** A missing permission is not a rejection: the key may do all that the application needs. */
export const restrictedKey: Scenario = {
  name: 'restricted-key',
  title: 'A Restricted key that may not list phone numbers',
  story: [
    'Production got a Restricted key that may send messages and nothing else.',
    'Twilio knows it (70051: a permission is missing), so it cannot be called wrong.',
  ],
  environment: 'production',
  arrange: ({ twilio, example }) => {
    const { accountSid, putSecret } = example.environment('production');
    const allow = ['/twilio/messaging/messages/create'];
    const key = addApiKey(twilio.world, { accountSid, keyType: 'restricted', allow });
    putSecret({ value: { accountSid, apiKeySid: key.sid, apiKeySecret: key.secret } });
  },
  expected: {
    verdict: 'inconclusive',
    cause: 'credential.insufficient-permission',
    failureType: 'SystemUnavailable',
    says: ['70051'],
    twilioRequests: 2,
    twilioAnswers: [200, 403],
  },
};
