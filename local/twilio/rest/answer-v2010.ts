import type { TwilioRegion } from '../world/account.ts';
import { isSid } from '../world/sid.ts';
import type { TwilioWorld } from '../world/twilio-world.ts';
import { type Answer, refuse, refuseNotFound } from './answer.ts';
import { answerAccount, answerAccountList } from './answer-accounts.ts';
import { authenticate } from './authenticate.ts';
import type { Call } from './authorize.ts';
import { answerCollection } from './collection.ts';
import { answerMagic } from './magic-numbers.ts';
import { answerV2010Page } from './paging.ts';
import { answerTelephony, TELEPHONY } from './telephony.ts';
import type { TwilioRequest } from './twilio-request.ts';
import { V2010_COLLECTIONS } from './v2010-collections.ts';

/**
 * Answers a request to `api.twilio.com/2010-04-01`. An Account SID of the wrong form in the path is
 * 404/20404 before any credential is looked at; identity is the username, never the path.
 */
export function answerV2010(
  world: TwilioWorld,
  request: TwilioRequest,
  region: TwilioRegion,
): Answer {
  const path = parseV2010Path(request.path);
  const refusal =
    path?.accountSid === undefined ? undefined : refuseMalformed(world, request, path);
  if (refusal !== undefined) return refusal;
  const magic = region === 'us1' && path !== undefined && answerMagic(world, request, path);
  if (magic) return magic;
  const authentication = authenticate(world, request, region);
  if (authentication.outcome === 'refused') return authentication.answer;
  if (path === undefined) return refuseNotFound(request.path);
  if (!isAllowed(request.method, path)) return refuse(405, 20004);
  return answerPath({ world, region, request, principal: authentication.principal }, path);
}

function refuseMalformed(
  world: TwilioWorld,
  request: TwilioRequest,
  { accountSid = '' }: V2010Path,
): Answer | undefined {
  if (isSid(accountSid, 'AC')) return undefined;
  const { status, code } = world.settings.keySidInPath;
  return isSid(accountSid, 'SK') ? refuse(status, code) : refuseNotFound(request.path);
}

/** Calls and messages are placed, and calls are ended, by POST; all else here is only read. */
function isAllowed(method: string, { collection = '', sid, part }: V2010Path): boolean {
  if (method === 'GET') return true;
  const ends = sid === undefined || (collection === 'Calls' && part === undefined);
  return method === 'POST' && TELEPHONY.has(collection) && ends;
}

function answerPath(call: Call, path: V2010Path): Answer {
  const { accountSid, collection: segment, sid, part } = path;
  if (accountSid === undefined) return answerAccountList(call);
  if (segment === undefined) return answerAccount(call, accountSid);
  const telephony = TELEPHONY.get(segment);
  if (telephony !== undefined) return answerTelephony(call, telephony, { accountSid, sid, part });
  const collection = V2010_COLLECTIONS.get(segment);
  if (collection === undefined || part !== undefined) return refuseNotFound(call.request.path);
  return answerCollection(call, { collection, accountSid, sid }, answerV2010Page);
}

/** A v2010 path taken apart; segments are as sent and may be anything. */
interface V2010Path {
  /** Absent for `/2010-04-01/Accounts`. */
  readonly accountSid?: string | undefined;
  /** For example `IncomingPhoneNumbers`; absent for the account itself. */
  readonly collection?: string | undefined;
  /** Absent for a whole collection. */
  readonly sid?: string | undefined;
  /** Below one call: `Events`. */
  readonly part?: string | undefined;
}

/** Takes `/2010-04-01/Accounts[/{AC}[/{Collection}[/{Sid}[/{Part}]]]][.json]` apart, or `undefined`. */
function parseV2010Path(path: string): V2010Path | undefined {
  const [root, version, accounts, ...rest] = path.replace(/\.json$/, '').split('/');
  const isAccounts = root === '' && version === '2010-04-01' && accounts === 'Accounts';
  if (!isAccounts || rest.length > 4) return undefined;
  const [accountSid, collection, sid, part] = rest;
  return {
    accountSid,
    collection,
    sid,
    part,
  };
}
