import type { DeclaredResources } from '../../../functions/domain/model/expectation.ts';
import type { JsonObject, TwilioReply } from '../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from './accounts.ts';
import { PRODUCTION } from './evidence-builder.ts';
import { refusal, resource } from './twilio-replies.ts';

export const URI: string = `/2010-04-01/Accounts/${ACCOUNTS.production}/IncomingPhoneNumbers.json`;
export const NUMBER = '+15551230000';
export const OTHER = '+15551230001';
export const UNNAMED: TwilioReply = refusal(401, 70051, 'Authorization Error');
export const NOT_FOUND: TwilioReply = refusal(404, 20404, 'not found');

/** Production, with these resources declared. */
export const expectationOf = (some: Partial<DeclaredResources>) => ({
  ...PRODUCTION,
  resources: {
    ...{ phoneNumbers: [], messagingServices: [], applications: [], verifyServices: [] },
    ...some,
  },
});

export const numbers = (...some: readonly string[]) =>
  expectationOf({
    phoneNumbers: some.map((number) => ({ number, capabilities: ['voice', 'sms'], sendsTo: [] })),
  });

export const pageOf = (some: readonly JsonObject[], next?: unknown): TwilioReply =>
  resource({ incoming_phone_numbers: some, uri: URI, next_page_uri: next });

export const entry = (phone_number: string, more: JsonObject = {}): JsonObject => ({
  phone_number,
  capabilities: { voice: true, sms: true },
  status: 'in-use',
  ...more,
});
