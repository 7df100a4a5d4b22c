import { isAlive, isWaiting, type Placed, placedNow, statusAt } from '../world/telephony.ts';
import { type Answer, found, type JsonBody, refuse, refuseNotFound } from './answer.ts';
import { type Call, refuseForeignAccount, refuseMissingPermission } from './authorize.ts';
import { answerV2010Page } from './paging.ts';
import { creationOf, renderCall, renderMessage, renderNotification } from './render-telephony.ts';

/** A path below `Calls` or `Messages`. */
export interface TelephonyPath {
  readonly accountSid: string;
  readonly sid?: string | undefined;
  /** `Events` or `Notifications` of a call. */
  readonly part?: string | undefined;
}

interface Resource {
  readonly kind: Placed['kind'];
  readonly element: string;
  readonly key: string;
  readonly permission: string;
  readonly render: (placed: Placed, nowMs: number) => JsonBody;
}

const CALLS: Resource = {
  kind: 'call',
  element: 'Call',
  key: 'calls',
  permission: '/twilio/voice/calls',
  render: renderCall,
};

const MESSAGES: Resource = {
  kind: 'message',
  element: 'Message',
  key: 'messages',
  permission: '/twilio/messaging/messages',
  render: renderMessage,
};

/** The collections of v2010 that take a POST, by their segment of the path. */
export const TELEPHONY: ReadonlyMap<string, Resource> = new Map([
  ['Calls', CALLS],
  ['Messages', MESSAGES],
]);

/**
 * Places, lists, fetches and ends calls and messages. What becomes of them is the world's `telephony`; a
 * new one is in no list before its lag is over, as Twilio's lists are late.
 */
export function answerTelephony(call: Call, resource: Resource, path: TelephonyPath): Answer {
  const { accountSid, sid } = path;
  const refusal =
    refuseForeignAccount(call, accountSid) ??
    refuseMissingPermission(call, {
      name: `${resource.permission}/${actionOf(call, path)}`,
      manages: false,
    });
  if (refusal !== undefined) return refusal;
  const posted = call.request.method === 'POST';
  if (sid === undefined)
    return posted ? place(call, resource, accountSid) : list(call, resource, accountSid);
  const placed = call.world.placed.get(sid);
  if (placed?.kind !== resource.kind || placed.accountSid !== accountSid) {
    return refuseNotFound(call.request.path);
  }
  if (path.part !== undefined) return listPart(call, placed, path.part);
  return posted ? end(call, resource, placed) : shown(call, resource, placed);
}

function actionOf({ request }: Call, { sid, part }: TelephonyPath): string {
  if (request.method === 'POST') return sid === undefined ? 'create' : 'update';
  return sid === undefined || part !== undefined ? 'list' : 'read';
}

function place({ world, request }: Call, resource: Resource, accountSid: string): Answer {
  const { refusal } = world.telephony;
  if (refusal !== undefined) return refuse(refusal.status, refusal.code, refusal.message);
  const { form } = request;
  const to = form.get('To');
  const text = form.get(resource.kind === 'call' ? 'Twiml' : 'Body');
  const from = form.get('From');
  const messagingServiceSid = form.get('MessagingServiceSid');
  if (to === null) return refuse(400, 21201, "No 'To' number is specified");
  if (text === null) return refuse(400, 21205, 'Url parameter is required.');
  if (from === null && messagingServiceSid === null) {
    return refuse(400, 21603, "A 'From' phone number is required.");
  }
  const owned = [...world.phoneNumbers.values()].some(
    (number) => number.accountSid === accountSid && number.phoneNumber === from,
  );
  if (from !== null && !owned) return refuseSender(resource, from);
  const placed = placedNow({
    kind: resource.kind,
    accountSid,
    to,
    from,
    messagingServiceSid,
    text,
    createdAtMs: world.now(),
    telephony: world.telephony,
  });
  world.placed.set(placed.sid, placed);
  return { status: 201, element: resource.element, body: resource.render(placed, world.now()) };
}

function refuseSender({ kind }: Resource, from: string): Answer {
  return kind === 'call'
    ? refuse(400, 21210, `The source phone number provided, ${from}, is not yet verified`)
    : refuse(400, 21660, `Mismatch between the 'From' number ${from} and the account`);
}

function end({ world, request }: Call, resource: Resource, placed: Placed): Answer {
  const nowMs = world.now();
  if (request.form.get('Status') !== 'completed') return refuse(400, 20001, 'Invalid Status');
  if (!isAlive(placed, nowMs)) {
    return refuse(400, 21220, 'Call is not in-progress. Cannot redirect.');
  }
  const ended = { ...placed, endedAtMs: nowMs };
  world.placed.set(placed.sid, ended);
  return found(resource.element, resource.render(ended, nowMs));
}

function shown({ world }: Call, { element, render }: Resource, placed: Placed): Answer {
  return found(element, render(placed, world.now()));
}

/** The newest first. `StartTime>` and `DateSent>` leave out what has not started yet, as Twilio does. */
function list(
  { world, request }: Call,
  { kind, key, render }: Resource,
  accountSid: string,
): Answer {
  const { query } = request;
  const nowMs = world.now();
  const isSince = query.has('StartTime>') || query.has('DateSent>');
  const items = [...world.placed.values()]
    .filter(
      (placed) =>
        placed.kind === kind &&
        placed.accountSid === accountSid &&
        nowMs - placed.createdAtMs >= placed.telephony.listLagMs &&
        matches(query, 'To', placed.to) &&
        matches(query, 'From', placed.from) &&
        matches(query, 'Status', statusAt(placed, nowMs)) &&
        !(isSince && isWaiting(placed, nowMs)),
    )
    .reverse()
    .map((placed) => render(placed, nowMs));
  return answerV2010Page(request, { key, items });
}

function matches(query: URLSearchParams, name: string, value: string | null): boolean {
  const wanted = query.get(name);
  return wanted === null || wanted === value;
}

function listPart({ world, request }: Call, placed: Placed, part: string): Answer {
  if (part === 'Events') {
    return answerV2010Page(request, { key: 'events', items: [creationOf(placed)] });
  }
  if (part !== 'Notifications') return refuseNotFound(request.path);
  const { errorCode } = placed.telephony;
  const isFailed = errorCode !== null && statusAt(placed, world.now()) === 'failed';
  const items = isFailed ? [renderNotification(placed, String(errorCode))] : [];
  return answerV2010Page(request, { key: 'notifications', items });
}
