import { effectiveStatus, getAccount } from '../world/accounts.ts';
import { issueAccessToken } from '../world/oauth-apps.ts';
import type { TwilioWorld } from '../world/twilio-world.ts';
import { type Answer, found, refuse, refuseNotFound } from './answer.ts';
import type { TwilioHost } from './twilio-host.ts';
import type { TwilioRequest } from './twilio-request.ts';

/**
 * `POST oauth.twilio.com/v2/token` with `client_id`, `client_secret` and `grant_type` in its form. What Twilio
 * answers to a wrong secret is not documented: `settings.oauthRefusal`.
 */
export function answerOAuth(
  world: TwilioWorld,
  { method, path, form }: TwilioRequest,
  { region }: TwilioHost,
): Answer {
  if (path !== '/v2/token' || region !== 'us1') return refuseNotFound(path);
  if (method !== 'POST') return refuse(405, 20004);
  const app = world.oauthApps.get(form.get('client_id') ?? '');
  const isRight = app !== undefined && app.clientSecret === form.get('client_secret');
  if (!isRight || effectiveStatus(world, getAccount(world, app.accountSid)) !== 'active') {
    const { status, code } = world.settings.oauthRefusal;
    return refuse(status, code);
  }
  if (form.get('grant_type') !== 'client_credentials') return refuse(400, 70001);
  return found('Token', {
    access_token: issueAccessToken(world, app),
    refresh_token: null,
    id_token: null,
    token_type: 'Bearer',
    expires_in: app.ttlSeconds,
  });
}
