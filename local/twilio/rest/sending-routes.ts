import { sendingOf } from '../world/sending.ts';
import { type Answer, found, type JsonBody, refuseNotFound } from './answer.ts';
import { type Call, refuseMissingPermission } from './authorize.ts';
import { answerProductPage } from './paging.ts';
import {
  renderBrand,
  renderCampaign,
  renderDialing,
  renderPrice,
  renderProfile,
  renderSender,
  renderVerification,
} from './render-sending.ts';
import type { Product } from './twilio-host.ts';

/** A route whose answer depends on what the account may send. */
export interface SendingRoute {
  readonly product: Product;
  readonly path: RegExp;
  answer(call: Call, id: string): Answer;
}

interface ListRoute {
  readonly product: Product;
  readonly path: RegExp;
  /** Property that holds the items. */
  readonly key: string;
  /** Undefined: no permission is known that opens it to a Restricted key. */
  readonly permission?: string;
  /** The items; undefined where the account has nothing by this id. */
  items(call: Call, id: string): readonly JsonBody[] | undefined;
}

const NO_PERMISSION = '/twilio/not-grantable/list';

function listRoute({
  product,
  path,
  key,
  permission = NO_PERMISSION,
  items,
}: ListRoute): SendingRoute {
  return {
    product,
    path,
    answer: (call, id) => {
      const refusal = refuseMissingPermission(call, { name: permission, manages: false });
      if (refusal !== undefined) return refusal;
      const found = items(call, id);
      if (found === undefined) return refuseNotFound(call.request.path);
      return answerProductPage(call.request, { key, items: found });
    },
  };
}

const ownService = ({ world, principal }: Call, sid: string): boolean =>
  world.messagingServices.get(sid)?.accountSid === principal.accountSid;

const sending = ({ world, principal }: Call) => sendingOf(world, principal.accountSid);

/** A list of senders of a messaging service; only phone numbers are ever in one here. */
function senders(segment: string, key: string): SendingRoute {
  return listRoute({
    product: 'messaging',
    path: new RegExp(`^/v1/Services/(?<sid>MG[0-9a-f]{32})/${segment}$`),
    key,
    permission: `/twilio/messaging/services.${segment.toLowerCase()}/list`,
    items: (call, sid) => {
      if (!ownService(call, sid)) return undefined;
      if (segment !== 'PhoneNumbers') return [];
      return (sending(call).senders[sid] ?? []).flatMap((pn) => {
        const number = call.world.phoneNumbers.get(pn);
        return number === undefined ? [] : [renderSender(number, sid)];
      });
    },
  });
}

/** What is asked before a call or message is sent; each by the account of the credential alone. */
export const SENDING_ROUTES: readonly SendingRoute[] = [
  senders('PhoneNumbers', 'phone_numbers'),
  senders('ShortCodes', 'short_codes'),
  senders('AlphaSenders', 'alpha_senders'),
  senders('ChannelSenders', 'senders'),
  listRoute({
    product: 'messaging',
    path: /^\/v1\/Services\/(?<sid>MG[0-9a-f]{32})\/Compliance\/Usa2p$/,
    key: 'compliance',
    permission: '/twilio/messaging/services.usa2p-campaign/list',
    items: (call, sid) =>
      ownService(call, sid)
        ? (sending(call).campaigns[sid] ?? []).map((one) =>
            renderCampaign(one, sid, call.principal.accountSid),
          )
        : undefined,
  }),
  {
    product: 'messaging',
    path: /^\/v1\/a2p\/BrandRegistrations\/(?<sid>BN[0-9a-f]{32})$/,
    answer: (call, sid) => {
      const refusal = refuseMissingPermission(call, { name: NO_PERMISSION, manages: false });
      if (refusal !== undefined) return refusal;
      const status = sending(call).brands[sid];
      if (status === undefined) return refuseNotFound(call.request.path);
      return found('Brand', renderBrand(sid, status, call.principal.accountSid));
    },
  },
  listRoute({
    product: 'messaging',
    path: /^\/v1\/Tollfree\/Verifications$/,
    key: 'verifications',
    items: (call) =>
      Object.entries(sending(call).tollfree).flatMap(([pn, status]) => {
        const number = call.world.phoneNumbers.get(pn);
        return number === undefined ? [] : [renderVerification(number, status)];
      }),
  }),
  {
    product: 'voice',
    path: /^\/v1\/DialingPermissions\/Countries\/(?<sid>[A-Z]{2})$/,
    answer: (call, country) => {
      const refusal = refuseMissingPermission(call, { name: NO_PERMISSION, manages: false });
      if (refusal !== undefined) return refusal;
      const isPermitted = !sending(call).blockedCalls.includes(country);
      return found('Country', renderDialing(country, isPermitted));
    },
  },
  {
    product: 'accounts',
    path: /^\/v1\/Messaging\/GeoPermissions$/,
    answer: (call) => {
      const refusal = refuseMissingPermission(call, { name: NO_PERMISSION, manages: false });
      if (refusal !== undefined) return refusal;
      const country = call.request.query.get('CountryCode') ?? '';
      const enabled = !sending(call).blockedMessages.includes(country);
      return found('GeoPermissions', {
        permissions: [{ country_code: country, type: 'country', enabled, message: null }],
      });
    },
  },
  {
    product: 'pricing',
    path: /^\/v2\/Voice\/Numbers\/(?<sid>\+[0-9]{2,15})$/,
    answer: (call, number) => {
      const refusal = refuseMissingPermission(call, { name: NO_PERMISSION, manages: false });
      const from = call.request.query.get('OriginationNumber');
      return refusal ?? found('Number', renderPrice(number, from));
    },
  },
  listRoute({
    product: 'trusthub',
    path: /^\/v1\/CustomerProfiles$/,
    key: 'results',
    items: (call) =>
      sending(call).profiles.map((status, index) =>
        renderProfile(call.principal.accountSid, status, index),
      ),
  }),
];
