import { describeSid } from '../../domain/credential/sid.ts';
import { Redacted } from '../../domain/model/redacted.ts';
import type { BasicCredential, TwilioQuestion } from '../../domain/model/twilio-api.ts';

/** The `Authorization` header (RFC 7617 in UTF-8, RFC 6750), for the wire only; none where the form has it or nothing does. */
export function authorizationHeader(credential: BasicCredential): {
  readonly Authorization?: string;
} {
  switch (credential.scheme) {
    case 'form':
    case 'none':
      return {};
    case 'bearer':
      return { Authorization: `Bearer ${credential.password.expose()}` };
    default:
      return { Authorization: `Basic ${encodedPair(credential)}` };
  }
}

/**
 * Everything of a question that must not come back in a text: the password, what the header carries, the
 * user name unless it has the form of a SID (a swapped secret puts a token there), and what its form
 * holds redacted. Meant for `scrub`.
 */
export function secretsOf({ credential, form = {} }: TwilioQuestion): readonly Redacted<string>[] {
  const inForm = Object.values(form).filter((value) => value instanceof Redacted);
  const secrets = [credential.password, new Redacted(encodedPair(credential)), ...inForm];
  const isPublic = describeSid(credential.username) !== undefined;
  return isPublic ? secrets : [...secrets, new Redacted(credential.username)];
}

function encodedPair({ username, password }: BasicCredential): string {
  return Buffer.from(`${username}:${password.expose()}`).toString('base64');
}
