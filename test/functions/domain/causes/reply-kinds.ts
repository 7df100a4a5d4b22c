import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import {
  accountReply,
  DENIED,
  noAnswer,
  numbersPage,
  refusal,
  resource,
  TEST_PAIR,
  unexpected,
} from '../twilio-replies.ts';

const OWN = ACCOUNTS.production;

/** Everything Twilio, a proxy or a network may answer with, good and evil. */
export const REPLY_KINDS: readonly (TwilioReply | undefined)[] = [
  undefined,
  numbersPage(OWN),
  numbersPage(ACCOUNTS.staging),
  numbersPage(OWN, [ACCOUNTS.staging]),
  accountReply(OWN),
  accountReply(OWN, { status: 'suspended' }),
  accountReply(OWN, { status: 'closed', type: 'Trial' }),
  accountReply(OWN, { owner_account_sid: OWN }),
  accountReply(ACCOUNTS.staging),
  resource({}),
  resource({ sid: OWN }),
  DENIED,
  refusal(403, 20003),
  refusal(500, 20003),
  refusal(401, 20005),
  refusal(403, 70051),
  refusal(404, 20404),
  refusal(429, 20429),
  refusal(401, 99999),
  TEST_PAIR,
  unexpected(200),
  unexpected(401),
  unexpected(503),
  noAnswer('timeout'),
  noAnswer('name-not-resolved'),
];

/** What the auditor may be told: enough to open and to close its questions. */
export const AUDITOR_REPLIES: readonly (TwilioReply | undefined)[] = [
  undefined,
  accountReply(OWN),
  accountReply(OWN, { status: 'suspended' }),
  accountReply(ACCOUNTS.staging),
  DENIED,
  refusal(404, 20404),
  unexpected(503),
];
