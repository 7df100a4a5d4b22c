import { isWaiting, type Placed, statusAt } from '../world/telephony.ts';
import type { JsonBody } from './answer.ts';
import { toRfc2822 } from './answer.ts';

/** The request that placed it, as the call's events show it. */
export function creationOf({ accountSid, to, from, text }: Placed): JsonBody {
  return {
    request: {
      method: 'POST',
      url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Calls.json`,
      parameters: { to, from, twiml: text },
    },
    response: { response_code: 201 },
  };
}

/** Why a call failed, as its notifications say it. */
export function renderNotification(placed: Placed, errorCode: string): JsonBody {
  const { accountSid, sid, createdAtMs } = placed;
  const date = toRfc2822(new Date(createdAtMs));
  const notification = `NO${sid.slice(2)}`;
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    call_sid: sid,
    date_created: date,
    date_updated: date,
    error_code: errorCode,
    log: '0',
    message_date: date,
    message_text: `sourceComponent=14000&ErrorCode=${errorCode}`,
    more_info: `https://www.twilio.com/docs/errors/${errorCode}`,
    request_method: 'POST',
    request_url: 'https://api.twilio.com/2010-04-01/',
    sid: notification,
    uri: `/2010-04-01/Accounts/${accountSid}/Calls/${sid}/Notifications/${notification}.json`,
  };
}

const CALL_PARTS: Readonly<Record<string, string>> = {
  notifications: 'Notifications',
  recordings: 'Recordings',
  payments: 'Payments',
  events: 'Events',
  siprec: 'Siprec',
  streams: 'Streams',
  transcriptions: 'Transcriptions',
  user_defined_message_subscriptions: 'UserDefinedMessageSubscriptions',
  user_defined_messages: 'UserDefinedMessages',
};

/** The Call resource of v2010 at a time. */
export function renderCall(placed: Placed, nowMs: number): JsonBody {
  const { sid, accountSid, createdAtMs } = placed;
  const status = statusAt(placed, nowMs);
  const isDone = status === 'completed';
  const base = `/2010-04-01/Accounts/${accountSid}/Calls/${sid}`;
  const date = toRfc2822(new Date(createdAtMs));
  const parts = Object.entries(CALL_PARTS).map(([key, path]) => [key, `${base}/${path}.json`]);
  return {
    ...commonOf(placed),
    date_updated: date,
    parent_call_sid: null,
    to_formatted: placed.to,
    from_formatted: placed.from,
    phone_number_sid: null,
    status,
    start_time: status === 'queued' ? null : date,
    end_time: isDone ? date : null,
    duration: isDone ? '8' : null,
    price: isDone && isPriced(placed, nowMs) ? '-0.01400' : null,
    direction: 'outbound-api',
    answered_by: null,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    uri: `${base}.json`,
    subresource_uris: Object.fromEntries(parts),
  };
}

function isPriced({ createdAtMs, telephony }: Placed, nowMs: number): boolean {
  return nowMs - createdAtMs >= telephony.priceLagMs;
}

function commonOf(placed: Placed): JsonBody {
  return {
    sid: placed.sid,
    account_sid: placed.accountSid,
    api_version: '2010-04-01',
    to: placed.to,
    from: placed.from,
    date_created: toRfc2822(new Date(placed.createdAtMs)),
    price_unit: 'USD',
  };
}

/** The Message resource of v2010 at a time. */
export function renderMessage(placed: Placed, nowMs: number): JsonBody {
  const { sid, accountSid, telephony } = placed;
  const status = statusAt(placed, nowMs);
  const base = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}`;
  const isFailed = status === 'failed' || status === 'undelivered';
  const date = toRfc2822(new Date(placed.createdAtMs));
  return {
    ...commonOf(placed),
    body: placed.text,
    date_updated: date,
    date_sent: isWaiting(placed, nowMs) ? null : date,
    direction: 'outbound-api',
    error_code: isFailed ? telephony.errorCode : null,
    error_message: null,
    messaging_service_sid: placed.messagingServiceSid,
    num_media: '0',
    num_segments: '1',
    price: null,
    status,
    uri: `${base}.json`,
    subresource_uris: { media: `${base}/Media.json` },
  };
}
