import type { TwilioWorld } from '../world/twilio-world.ts';
import { type Answer, refuse, refuseNotFound } from './answer.ts';
import { answerIamKey, answerIamKeys } from './answer-iam.ts';
import { answerConversationsConfiguration, answerInsightsSettings } from './answer-settings.ts';
import { authenticate } from './authenticate.ts';
import type { Call } from './authorize.ts';
import { answerCollection, type Collection } from './collection.ts';
import { answerProductPage } from './paging.ts';
import { MESSAGING_SERVICES, VERIFY_SERVICES } from './product-collections.ts';
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
  const authentication = authenticate(world, request.credentials, region);
  if (authentication.outcome === 'refused') return authentication.answer;
  const route = ROUTES.find((one) => one.product === product && one.path.test(request.path));
  if (route === undefined) return refuseNotFound(request.path);
  if (request.method !== 'GET') return refuse(405, 20004);
  const call = { world, region, request, principal: authentication.principal };
  return route.answer(call, route.path.exec(request.path)?.groups?.['sid']);
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
