import type { DeclaredTestCall } from '../model/expectation.ts';
import type { TestCallRecord } from '../model/test-call.ts';
import type { TwilioQuestion } from '../model/twilio-api.ts';
import type { Asker } from '../questions/twilio-questions.ts';

/** Whom the questions about a test call are asked as, and of which account. */
export interface TestCaller extends Asker {
  readonly accountSid: string;
}

/** Seconds that it rings, and that it lasts at most. Twilio rings 5 s longer. */
export const VOICE_SECONDS = { ring: 20, ringBuffer: 5, talk: 30 } as const;
/** Seconds that Twilio tries to send a message, and that its delivery is waited for. */
export const MESSAGE_SECONDS = 60;

const COLLECTION: Readonly<Record<DeclaredTestCall['kind'], string>> = {
  voice: 'Calls',
  message: 'Messages',
};

/** Places it: sent once, since Twilio has no idempotency key. */
export function placingQuestion(record: TestCallRecord, caller: TestCaller): TwilioQuestion {
  const { kind, to, from, messagingService, environment, nonce } = record;
  const noun = kind === 'voice' ? 'call' : 'message';
  const text = `This is a test ${noun} of the environment ${environment}. Reference ${nonce}.`;
  const what =
    kind === 'voice'
      ? {
          Twiml: `<Response><Say>${text}</Say><Hangup/></Response>`,
          Timeout: String(VOICE_SECONDS.ring),
          TimeLimit: String(VOICE_SECONDS.talk),
        }
      : { Body: text, ValidityPeriod: String(MESSAGE_SECONDS) };
  const form = present({ To: to, From: from, MessagingServiceSid: messagingService, ...what });
  return { ...ofAccount(caller, `${COLLECTION[kind]}.json`), form };
}

/** Its present state, by its SID: lists may be late. */
export function stateQuestion(
  kind: DeclaredTestCall['kind'],
  sid: string,
  caller: TestCaller,
): TwilioQuestion {
  return {
    ...ofAccount(caller, `${COLLECTION[kind]}/${sid}.json`),
    members: ['sid', 'status', 'queue_time', 'price', 'price_unit', 'error_code'],
  };
}

/** Ends a call, whichever live state it is in. */
export function hangUpQuestion(sid: string, caller: TestCaller): TwilioQuestion {
  return { ...ofAccount(caller, `Calls/${sid}.json`), form: { Status: 'completed' } };
}

/** Why a call failed. */
export function notificationsQuestion(sid: string, caller: TestCaller): TwilioQuestion {
  return {
    ...ofAccount(caller, `Calls/${sid}/Notifications.json`),
    members: ['notifications', 'error_code', 'log'],
  };
}

/** What a minute of such a call costs this account; https://www.twilio.com/docs/voice/pricing-api/voicenumber-resource. */
export function priceQuestion({ to, from }: TestCallRecord, caller: TestCaller): TwilioQuestion {
  const { credential, region } = caller;
  const query = present({ OriginationNumber: from });
  return { product: 'pricing', path: `/v2/Voice/Numbers/${to}`, query, credential, region };
}

/** The requests of a call, of which the first shows its TwiML. */
export function eventsQuestion(sid: string, caller: TestCaller): TwilioQuestion {
  return ofAccount(caller, `Calls/${sid}/Events.json`);
}

/**
 * The lists in which it stands, if it was placed: by its day, and without, since a list by the day leaves out
 * what is still queued.
 */
export function listQuestions(
  record: TestCallRecord,
  caller: TestCaller,
): readonly TwilioQuestion[] {
  const { kind, to, from, intendedAt } = record;
  const day = intendedAt.slice(0, 10);
  const parties = present({ To: to, From: from, PageSize: '50' });
  const list = (filter: Readonly<Record<string, string>>): TwilioQuestion => ({
    ...ofAccount(caller, `${COLLECTION[kind]}.json`),
    query: { ...parties, ...filter },
    members: ['calls', 'messages', 'sid', 'direction', 'date_created', 'body'],
  });
  return kind === 'voice'
    ? [list({ 'StartTime>': day }), list({ Status: 'queued' })]
    : [list({ 'DateSent>': day }), list({})];
}

function ofAccount(
  { accountSid, ...asker }: TestCaller,
  path: string,
): Pick<TwilioQuestion, 'product' | 'path' | 'credential' | 'region'> {
  return { product: 'api', path: `/2010-04-01/Accounts/${accountSid}/${path}`, ...asker };
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
