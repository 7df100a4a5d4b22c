import type { Evidence } from '../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from './accounts.ts';
import { keyEvidence, PRODUCTION } from './evidence-builder.ts';
import { numbersPage, refusal } from './twilio-replies.ts';

export const MG: string = `MG${'d'.repeat(32)}`;
export const BN: string = `BN${'e'.repeat(32)}`;
/** The toll-free number's. */
export const PN: string = `PN${'a'.repeat(32)}`;
export const LONG_CODE = '+15551230000';
export const TOLL_FREE = '+18005550100';
export const PROFILES = 'compliance profiles';
export const SLUG = '/twilio/voice/x/read';
export const CLOSED: TwilioReply = refusal(401, 70051, `required permission ${SLUG} is missing`);

const NUMBERS = {
  incoming_phone_numbers: [LONG_CODE, TOLL_FREE].map((phone_number) => ({
    phone_number,
    sid: phone_number === TOLL_FREE ? PN : null,
    capabilities: { voice: true, mms: true },
    status: 'in-use',
  })),
};

/** Replies by the subject of each lookup. */
export type Replies = Readonly<Record<string, TwilioReply>>;

/** A number that calls, one that sends MMS, and a service, each of which sends to these countries. */
export function sending(
  sendsTo: readonly string[],
  replies: Replies,
  own: TwilioReply = working(),
): Evidence {
  const expectation = {
    ...PRODUCTION,
    resources: {
      phoneNumbers: [
        { number: LONG_CODE, capabilities: ['voice'] as const, sendsTo },
        { number: TOLL_FREE, capabilities: ['mms'] as const, sendsTo },
      ],
      messagingServices: [{ sid: MG, sendsTo }],
      applications: [],
      verifyServices: [],
    },
  };
  return keyEvidence({ expectation, probes: { 'phone-numbers': own, resource: replies } });
}

/** The page that shows both numbers, and so that the key works. */
function working(): TwilioReply {
  const page = numbersPage(ACCOUNTS.production);
  return page.kind === 'resource' ? { ...page, body: { ...page.body, ...NUMBERS } } : page;
}
