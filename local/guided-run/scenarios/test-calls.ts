import { addPhoneNumber } from '../../twilio/world/resources.ts';
import { DEFAULT_TELEPHONY, type Telephony } from '../../twilio/world/telephony.ts';
import { type ExpectedAnswer, OTHER_DECLARATIONS, type Scenario } from './scenario.ts';

interface TestCall extends Pick<Scenario, 'name' | 'title' | 'story'> {
  readonly telephony: Partial<Telephony>;
  readonly expected: ExpectedAnswer;
}

/** Staging's pipeline places a call, which ends at once. */
function testCall({ telephony, ...scenario }: TestCall): Scenario {
  return {
    ...scenario,
    environment: 'staging',
    declared: OTHER_DECLARATIONS,
    arrange: ({ twilio: { world }, example }) => {
      const { accountSid } = example.environment('staging');
      addPhoneNumber(world, { accountSid, phoneNumber: '+15551230000' });
      world.telephony = { ...DEFAULT_TELEPHONY, stepMs: 0, ...telephony };
    },
  };
}

/** What only a real call shows: every read works. */
export const TEST_CALLS: readonly Scenario[] = [
  testCall({
    name: 'profile-not-approved',
    title: 'Reads work, and Twilio refuses every call',
    story: [
      "The account's primary compliance profile was never approved. Every read answers 200;",
      "only the test call of staging's pipeline finds out that nothing can be placed.",
    ],
    telephony: {
      refusal: { status: 401, code: 20003, message: 'Primary compliance profile is not approved' },
    },
    expected: {
      verdict: 'fail',
      cause: 'account.profile-not-approved',
      failureType: 'JobFailed',
      says: ['Primary compliance profile is not approved', 'No new key helps'],
      twilioRequests: 3,
      twilioAnswers: [200, 401],
    },
  }),
  testCall({
    name: 'carrier-failure',
    title: 'The carrier does not connect the test call',
    story: ['Twilio takes the call, and the carrier cannot reach the number.'],
    telephony: { call: 'failed' },
    expected: {
      verdict: 'fail',
      cause: 'test-call.failed',
      failureType: 'JobFailed',
      says: ['ended as failed'],
      twilioRequests: 5,
      twilioAnswers: [200, 201],
    },
  }),
  testCall({
    name: 'voicemail',
    title: 'A voicemail answers the test call',
    story: [
      'A voicemail answers in place of a person: the call was connected, which is what it is to show.',
    ],
    telephony: { call: 'voicemail' },
    expected: {
      verdict: 'pass',
      cause: 'none',
      says: [],
      twilioRequests: 4,
      twilioAnswers: [200, 201],
    },
  }),
];
