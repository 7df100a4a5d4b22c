import { addMessagingService, addPhoneNumber } from '../../twilio/world/resources.ts';
import { changeSending } from '../../twilio/world/sending.ts';
import type { RunningSystem } from '../system/running-system.ts';
import type { Scenario } from './scenario.ts';

const SERVICE = 'MG5f0c2e7a9d8b4c6e1f3a5b7d9c0e2f4a';
const BRAND = 'BN7e1d3c5b9a8f4e2d6c0b1a3f5e7d9c2b';
const NUMBER = '+15551230100';

/** What production uses. Shared, so that a synth serves both scenarios. */
const USES: Readonly<Record<string, object>> = {
  production: {
    resources: {
      phoneNumbers: [{ number: NUMBER, capabilities: ['voice', 'sms'] }],
      messagingServices: [{ sid: SERVICE, sendsTo: ['US'] }],
    },
  },
};

/** A messaging service of production with a number of its own and a campaign in this state. */
function giveService({ twilio, example }: RunningSystem, status: string): void {
  const { world } = twilio;
  const { accountSid } = example.environment('production');
  addMessagingService(world, { accountSid, sid: SERVICE });
  const { sid } = addPhoneNumber(world, { accountSid, phoneNumber: '+15551230101' });
  changeSending(world, accountSid, {
    senders: { [SERVICE]: [sid] },
    campaigns: { [SERVICE]: [{ status, brandSid: BRAND, mock: false }] },
    brands: { [BRAND]: 'APPROVED' },
  });
}

/** The credential works, and what the application uses is not there or not ready. */
export const RESOURCES: readonly Scenario[] = [
  // 21660 at the first message, with a credential that is right.
  {
    name: 'number-of-staging',
    title: "The declared phone number is in staging's account",
    story: [
      "The release sends from a number that was bought in staging's account.",
      'Every key works, and Twilio would refuse each message (21660).',
    ],
    environment: 'production',
    declared: USES,
    arrange: (system) => {
      giveService(system, 'VERIFIED');
      const { accountSid } = system.example.environment('staging');
      addPhoneNumber(system.twilio.world, { accountSid, phoneNumber: NUMBER });
    },
    expected: {
      verdict: 'fail',
      cause: 'environment.wrong-account',
      failureType: 'JobFailed',
      says: [`${NUMBER} is of staging`],
      twilioRequests: 10,
      twilioAnswers: [200],
    },
  },
  // Reads work, sends do not.
  {
    name: 'campaign-pending',
    title: 'The campaign of the messaging service is not approved yet',
    story: [
      'Production sends to the United States through a messaging service.',
      'Its campaign waits for approval: carriers would block each message (30034).',
    ],
    environment: 'production',
    declared: USES,
    arrange: (system) => {
      giveService(system, 'IN_PROGRESS');
      const { accountSid } = system.example.environment('production');
      addPhoneNumber(system.twilio.world, { accountSid, phoneNumber: NUMBER });
    },
    expected: {
      verdict: 'fail',
      cause: 'resource.not-ready',
      failureType: 'JobFailed',
      says: [`the campaign of ${SERVICE}: IN_PROGRESS`],
      twilioRequests: 7,
      twilioAnswers: [200],
    },
  },
];
