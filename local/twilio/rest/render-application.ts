import type { NamedResource } from '../world/resource.ts';
import type { JsonBody } from './answer.ts';
import { toRfc2822 } from './twilio-date.ts';

/** The Application resource of v2010, without webhooks. */
export function renderApplication(application: NamedResource): JsonBody {
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
