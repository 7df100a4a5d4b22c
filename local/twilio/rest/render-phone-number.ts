import type { PhoneNumber } from '../world/resource.ts';
import type { JsonBody } from './answer.ts';
import { toRfc2822 } from './twilio-date.ts';

/** The IncomingPhoneNumber resource of v2010: a US number without addresses or webhooks. */
export function renderPhoneNumber(number: PhoneNumber): JsonBody {
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
