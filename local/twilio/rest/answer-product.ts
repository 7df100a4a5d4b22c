import type { TwilioRegion } from '../world/account.ts';
import { isSid } from '../world/sid.ts';
import type { TwilioWorld } from '../world/twilio-world.ts';
import { type Answer, found, refuse, refuseNotFound } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { type Call, refuseForeignAccount, refuseMissingPermission } from './authorize.ts';
import { answerCollection, type Collection } from './collection.ts';
import { answerProductPage } from './paging.ts';
import { IAM_KEYS, MESSAGING_SERVICES, VERIFY_SERVICES } from './product-collections.ts';
import { renderKeyWithPolicy } from './render-key.ts';
import { SENDING_ROUTES } from './sending-routes.ts';
import type { Product, TwilioHost } from './twilio-host.ts';
import type { TwilioRequest } from './twilio-request.ts';

interface ProductRoute {
  readonly product: Product;
  readonly path: RegExp;
  /** `sid` is the last segment of the path, where the pattern has one. */
  answer(call: Call, sid: string | undefined): Answer;
}

/**
 * Answers a request to a product's own host. The account is always the username's: a parent's
 * credential sees the parent's data here, whatever subaccount the client believes to be in.
 */
export function answerProduct(
  world: TwilioWorld,
  request: TwilioRequest,
  { product, region }: TwilioHost,
): Answer {
  const authentication = authenticate(world, request, region);
  if (authentication.outcome === 'refused') return authentication.answer;
  if (!isServedIn(region, product, request.path)) {
    return refuse(400, 20001, `Endpoint is not supported in realm '${region}'`);
  }
  const route = ROUTES.find((one) => one.product === product && one.path.test(request.path));
  if (route === undefined) return refuseNotFound(request.path);
  if (request.method !== 'GET') return refuse(405, 20004);
  const call = { world, region, request, principal: authentication.principal };
  return route.answer(call, route.path.exec(request.path)?.groups?.['sid']);
}

/** What each Region outside us1 has, keys aside (https://www.twilio.com/docs/global-infrastructure/regional-product-and-feature-availability). */
const REGIONAL: Readonly<Record<Exclude<TwilioRegion, 'us1'>, readonly Product[]>> = {
  ie1: ['conversations', 'iam', 'insights', 'messaging', 'voice'],
  au1: ['iam', 'insights', 'voice'],
};

/** Registrations of US senders are the account's, and so in us1. */
function isServedIn(region: TwilioRegion, product: Product, path: string): boolean {
  if (region === 'us1') return true;
  return REGIONAL[region].includes(product) && !/Compliance|a2p|Tollfree/.test(path);
}

const ROUTES: readonly ProductRoute[] = [
  collectionRoute('messaging', /^\/v1\/Services(?:\/(?<sid>[^/]+))?$/, MESSAGING_SERVICES),
  collectionRoute('verify', /^\/v2\/Services(?:\/(?<sid>[^/]+))?$/, VERIFY_SERVICES),
  { product: 'iam', path: /^\/v1\/Keys$/, answer: answerIamKeys },
  {
    product: 'iam',
    path: /^\/v1\/Keys\/(?<sid>[^/]+)$/,
    answer: (call, sid) => answerIamKey(call, sid ?? ''),
  },
  {
    product: 'conversations',
    path: /^\/v1\/Configuration$/,
    answer: answerConversationsConfiguration,
  },
  { product: 'insights', path: /^\/v1\/Voice\/Settings$/, answer: answerInsightsSettings },
  ...SENDING_ROUTES.map(({ answer, ...route }) => ({
    ...route,
    answer: (call: Call, sid: string | undefined) => answer(call, sid ?? ''),
  })),
];

function collectionRoute(product: Product, path: RegExp, collection: Collection): ProductRoute {
  return {
    product,
    path,
    answer: (call, sid) => {
      const { accountSid } = call.principal;
      return answerCollection(call, { collection, accountSid, sid }, answerProductPage);
    },
  };
}

/** `GET /v1/Keys?AccountSid=AC…`: without the parameter 400/70001, since IAM requires it. */
function answerIamKeys(call: Call): Answer {
  const accountSid = call.request.query.get('AccountSid') ?? '';
  if (!isSid(accountSid, 'AC')) {
    return refuse(400, 70001, 'Missing or invalid required parameter AccountSid');
  }
  return answerCollection(call, { collection: IAM_KEYS, accountSid }, answerProductPage);
}

/** `GET /v1/Keys/{SK}`: one key with its policy. */
function answerIamKey(call: Call, sid: string): Answer {
  const name = `${IAM_KEYS.permission}/read`;
  const refusal = refuseMissingPermission(call, { name, manages: true });
  if (refusal !== undefined) return refusal;
  const key = call.world.keys.get(sid);
  if (key === undefined) return refuseNotFound(call.request.path);
  return refuseForeignAccount(call, key.accountSid) ?? found('Key', renderKeyWithPolicy(key));
}

/**
 * `GET conversations.twilio.com/v1/Configuration`: a singleton without a SID in its path, so its
 * `account_sid` is the account of the credential.
 */
function answerConversationsConfiguration(call: Call): Answer {
  const permission = { name: '/twilio/conversations/configuration/read', manages: false };
  const url = 'https://conversations.twilio.com/v1/Configuration';
  return (
    refuseMissingPermission(call, permission) ??
    found('Configuration', {
      account_sid: call.principal.accountSid,
      default_chat_service_sid: null,
      default_messaging_service_sid: null,
      default_inactive_timer: null,
      default_closed_timer: null,
      url,
      links: { webhooks: `${url}/Webhooks` },
    })
  );
}

/** `GET insights.twilio.com/v1/Voice/Settings`: another singleton that names the account. */
function answerInsightsSettings(call: Call): Answer {
  const permission = { name: '/twilio/voice/insights.settings/read', manages: false };
  return (
    refuseMissingPermission(call, permission) ??
    found('Settings', {
      account_sid: call.principal.accountSid,
      advanced_features: false,
      voice_trace: false,
      url: 'https://insights.twilio.com/v1/Voice/Settings',
    })
  );
}
