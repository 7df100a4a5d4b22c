import type {
  Exchange,
  JsonObject,
  NoAnswerReason,
  TwilioReply,
} from '../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from './accounts.ts';

const EXCHANGE: Exchange = {
  request: 'GET https://api.twilio.com/2010-04-01/…',
  attempts: 1,
  requestIds: ['RQ01'],
  durationMs: 120,
};

type ResourceReply = Extract<TwilioReply, { readonly kind: 'resource' }>;

/** A 200 with any JSON object. */
export function resource(body: JsonObject): ResourceReply {
  return { ...EXCHANGE, kind: 'resource', status: 200, body };
}

/** The Account resource of a subaccount of the parent: active and Full unless changed. */
export function accountReply(sid: string, changes: JsonObject = {}): ResourceReply {
  const body = { sid, owner_account_sid: ACCOUNTS.parent, status: 'active', type: 'Full' };
  return { ...resource({ ...body, ...changes }), isPrimaryToken: true };
}

/** A page of phone numbers of an account, each of it unless `owners` says otherwise. */
export function numbersPage(sid: string, owners: readonly string[] = [sid]): TwilioReply {
  return resource({
    incoming_phone_numbers: owners.map((owner) => ({ account_sid: owner })),
    uri: `/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json?PageSize=1&Page=0`,
  });
}

/** An error that Twilio itself wrote. */
export function refusal(
  status: number,
  code: number,
  message = code === 20404 ? 'The requested resource was not found' : 'Authenticate',
): TwilioReply {
  return { ...EXCHANGE, kind: 'refusal', status, code, message };
}

export function unexpected(
  status: number,
  detail = 'an HTML page (text/html, 512 bytes)',
): TwilioReply {
  return { ...EXCHANGE, kind: 'unexpected', status, detail };
}

export function noAnswer(reason: NoAnswerReason): TwilioReply {
  return {
    ...EXCHANGE,
    kind: 'no-answer',
    reason,
    attempts: 3,
    detail: `${reason} after 3 attempts`,
  };
}

/** Twilio's plain no: the credential is wrong, or a Standard key asked for its account. */
export const DENIED: TwilioReply = refusal(401, 20003);
/** Twilio's 20003 to a credential that it knows: nothing is wrong with that. */
export const NO_PROFILE: TwilioReply = refusal(
  401,
  20003,
  'Primary compliance profile is not approved',
);
/** Twilio's word that the pair is right and a test pair. */
export const TEST_PAIR: TwilioReply = refusal(403, 20008, 'Test Account Credentials');
