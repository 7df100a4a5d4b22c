import type { NamedResource } from '../world/twilio-world.ts';
import type { JsonBody } from './answer.ts';
import { toIsoSeconds } from './answer.ts';

/** The Service resource of Messaging v1 with the console's defaults. */
export function renderMessagingService(service: NamedResource): JsonBody {
  const url = `https://messaging.twilio.com/v1/Services/${service.sid}`;
  return {
    ...renderCommon(service, url),
    inbound_request_url: null,
    inbound_method: 'POST',
    fallback_url: null,
    fallback_method: 'POST',
    status_callback: null,
    sticky_sender: true,
    mms_converter: true,
    smart_encoding: true,
    scan_message_content: 'inherit',
    fallback_to_long_code: true,
    area_code_geomatch: true,
    synchronous_validation: false,
    validity_period: 14_400,
    usecase: 'undeclared',
    us_app_to_person_registered: false,
    use_inbound_webhook_on_number: false,
    links: { phone_numbers: `${url}/PhoneNumbers`, messages: `${url}/Messages` },
  };
}

/** The Service resource of Verify v2 with the console's defaults. */
export function renderVerifyService(service: NamedResource): JsonBody {
  const url = `https://verify.twilio.com/v2/Services/${service.sid}`;
  return {
    ...renderCommon(service, url),
    code_length: 6,
    lookup_enabled: false,
    psd2_enabled: false,
    skip_sms_to_landlines: false,
    dtmf_input_required: true,
    tts_name: null,
    do_not_share_warning_enabled: false,
    custom_code_enabled: false,
    push: { include_date: false, apn_credential_sid: null, fcm_credential_sid: null },
    totp: { issuer: null, time_step: null, code_length: null, skew: null },
    whatsapp: { msg_service_sid: null, from: null },
    default_template_sid: null,
    verify_event_subscription_enabled: false,
    links: {
      verifications: `${url}/Verifications`,
      verification_checks: `${url}/VerificationCheck`,
    },
  };
}

function renderCommon(service: NamedResource, url: string): JsonBody {
  return {
    sid: service.sid,
    account_sid: service.accountSid,
    friendly_name: service.friendlyName,
    date_created: toIsoSeconds(service.createdAt),
    date_updated: toIsoSeconds(service.createdAt),
    url,
  };
}
