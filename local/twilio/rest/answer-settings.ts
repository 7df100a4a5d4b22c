import { type Answer, found } from './answer.ts';
import { type Call, refuseMissingPermission } from './authorize.ts';

/**
 * `GET conversations.twilio.com/v1/Configuration`: a singleton without a SID in its path, so its
 * `account_sid` tells whose credential this is.
 */
export function answerConversationsConfiguration(call: Call): Answer {
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
export function answerInsightsSettings(call: Call): Answer {
  const permission = { name: '/twilio/insights/voice-settings/read', manages: false };
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
