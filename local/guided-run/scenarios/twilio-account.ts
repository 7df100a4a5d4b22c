import { addApiKey } from '../../twilio/world/api-keys.ts';
import { OTHER_DECLARATIONS, type Scenario } from './scenario.ts';

/** Faults of the account or the key at Twilio: deleted, suspended, moved, or with other rights than declared. */
export const TWILIO_ACCOUNT: readonly Scenario[] = [
  // Twilio rejects a key that it does not know any more.
  {
    name: 'deleted-key',
    title: 'The API key was deleted in the Twilio Console',
    story: ['Unused API keys were deleted in the Twilio Console. One of them was in use.'],
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
  },
  // The credential is right, but Twilio refuses it; only the parent account can say why.
  {
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
  },
  // The right account under the wrong owner, which pays for it and may close it.
  {
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
  },
  // It works, and could do far more than it should.
  {
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
  },
  // A missing permission is not a rejection: the key may do all that the application needs.
  {
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
      says: ['/twilio/phone-numbers/active-numbers/list'],
      // The third asks for the key's policy.
      twilioRequests: 3,
      twilioAnswers: [200, 401],
    },
  },
];
