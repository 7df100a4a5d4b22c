import { isAccountSid } from '../../domain/credential/sid.ts';
import type { AccessGrant } from '../../domain/model/access-grant.ts';
import { Redacted } from '../../domain/model/redacted.ts';
import type { JsonObject, TwilioQuestion } from '../../domain/model/twilio-api.ts';

/** The access token in a body of the token endpoint, before the parser drops it; undefined where there is none. */
export function grantIn({ product }: TwilioQuestion, body = ''): AccessGrant | undefined {
  if (product !== 'oauth') return undefined;
  const token = membersOf(body)['access_token'];
  if (typeof token !== 'string' || token === '') return undefined;
  return { isGrant: true, accessToken: new Redacted(token), tokenAccountSid: accountIn(token) };
}

/** The owner of a JWT (RFC 7519) is `act.sub`: `trn:us1:iam:account:AC…`. Its signature is not looked at. */
function accountIn(token: string): string | undefined {
  const [, payload = ''] = token.split('.');
  const { act } = membersOf(Buffer.from(payload, 'base64url').toString('utf8'));
  const sub = typeof act === 'object' && act !== null && 'sub' in act ? act.sub : undefined;
  const sid = typeof sub === 'string' ? sub.split(':').at(-1) : undefined;
  return sid !== undefined && isAccountSid(sid) ? sid : undefined;
}

function membersOf(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}

/** Errors of a token endpoint that are named by a word (https://www.rfc-editor.org/rfc/rfc6749#section-5.2). */
const GRANT_ERRORS: readonly unknown[] = [
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'unauthorized_client',
  'unsupported_grant_type',
];

/** Whether a body of the token endpoint is an error by its word, in place of Twilio's number. */
export function isGrantError({ error }: JsonObject): boolean {
  return GRANT_ERRORS.includes(error);
}
