import type { NamedResource, PhoneNumber } from '../world/twilio-world.ts';
import type { JsonBody } from './answer.ts';
import { toRfc2822 } from './answer.ts';
import { type Collection, ownedBy } from './collection.ts';
import { renderKey } from './render-key.ts';

/** The IncomingPhoneNumber resource of v2010: a US number without addresses or webhooks. */
function renderPhoneNumber(number: PhoneNumber): JsonBody {
  const base = `/2010-04-01/Accounts/${number.accountSid}/IncomingPhoneNumbers/${number.sid}`;
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    phone_number: number.phoneNumber,
    friendly_name: number.phoneNumber,
    capabilities: number.capabilities,
    date_created: toRfc2822(number.createdAt),
    date_updated: toRfc2822(number.createdAt),
    api_version: '2010-04-01',
    beta: false,
    origin: 'twilio',
    status: 'in-use',
    uri: `${base}.json`,
    subresource_uris: { assigned_add_ons: `${base}/AssignedAddOns.json` },
    ...NO_ADDRESS,
    ...NO_WEBHOOKS,
  };
}

const NO_ADDRESS: JsonBody = {
  address_requirements: 'none',
  address_sid: null,
  bundle_sid: null,
  identity_sid: null,
  emergency_status: 'Inactive',
  emergency_address_sid: null,
  emergency_address_status: 'unregistered',
};

const NO_WEBHOOKS: JsonBody = {
  sms_application_sid: null,
  sms_url: '',
  sms_method: 'POST',
  sms_fallback_url: '',
  sms_fallback_method: 'POST',
  status_callback: '',
  status_callback_method: 'POST',
  trunk_sid: null,
  voice_application_sid: null,
  voice_caller_id_lookup: false,
  voice_url: null,
  voice_method: 'POST',
  voice_fallback_url: null,
  voice_fallback_method: 'POST',
  voice_receive_mode: 'voice',
};

/** The collections of v2010 that answer here, by their segment of the path. */
export const V2010_COLLECTIONS: ReadonlyMap<string, Collection> = new Map<string, Collection>([
  [
    'IncomingPhoneNumbers',
    {
      element: 'IncomingPhoneNumber',
      key: 'incoming_phone_numbers',
      permission: '/twilio/phone-numbers/active-numbers',
      manages: false,
      list: ({ world, request }, accountSid) =>
        ownedBy(world.phoneNumbers, accountSid)
          .filter((number) => matchesFilter(number, request.query.get('PhoneNumber')))
          .map(renderPhoneNumber),
    },
  ],
  [
    'Applications',
    {
      element: 'Application',
      key: 'applications',
      permission: '/twilio/voice/twiml.apps',
      manages: false,
      list: ({ world }, accountSid) =>
        ownedBy(world.applications, accountSid).map(renderApplication),
    },
  ],
  [
    'Keys',
    {
      element: 'Key',
      key: 'keys',
      permission: '/twilio/iam/api-keys',
      manages: true,
      list: ({ world, region }, accountSid) =>
        ownedBy(world.keys, accountSid)
          .filter((key) => key.region === region)
          .map(renderKey),
    },
  ],
]);

/** Twilio matches a part of the number; `*` stands for one digit, and `+` may be lost in the query. */
function matchesFilter(number: PhoneNumber, filter: string | null): boolean {
  const pattern = (filter ?? '').replace(/[^0-9*]/g, '').replaceAll('*', '[0-9]');
  return new RegExp(pattern).test(number.phoneNumber);
}

/** The Application resource of v2010, without webhooks. */
function renderApplication(application: NamedResource): JsonBody {
  const { sid, accountSid } = application;
  return {
    sid,
    account_sid: accountSid,
    friendly_name: application.friendlyName,
    api_version: '2010-04-01',
    date_created: toRfc2822(application.createdAt),
    date_updated: toRfc2822(application.createdAt),
    message_status_callback: null,
    sms_url: null,
    sms_method: 'POST',
    sms_fallback_url: null,
    sms_fallback_method: 'POST',
    sms_status_callback: null,
    status_callback: null,
    status_callback_method: 'POST',
    voice_caller_id_lookup: false,
    voice_url: null,
    voice_method: 'POST',
    voice_fallback_url: null,
    voice_fallback_method: 'POST',
    public_application_connect_enabled: false,
    uri: `/2010-04-01/Accounts/${accountSid}/Applications/${sid}.json`,
  };
}
