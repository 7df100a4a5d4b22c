import { describeSid } from '../../domain/credential/sid.ts';
import type { BasicCredential } from '../../domain/model/ports.ts';
import { Redacted } from '../../domain/model/redacted.ts';

/** The value of the `Authorization` header (RFC 7617, UTF-8), for the wire only. */
export function basicAuthorization(credential: BasicCredential): Redacted<string> {
  return new Redacted(`Basic ${encodedPair(credential)}`);
}

/**
 * Everything of a credential that must not come back in a text: the password, what the header
 * carries, and the user name unless it has the form of a SID (a swapped secret puts a token there).
 * Meant for `scrub`.
 */
export function credentialSecrets(credential: BasicCredential): readonly Redacted<string>[] {
  const secrets = [credential.password, new Redacted(encodedPair(credential))];
  const isPublic = describeSid(credential.username) !== undefined;
  return isPublic ? secrets : [...secrets, new Redacted(credential.username)];
}

function encodedPair({ username, password }: BasicCredential): string {
  return Buffer.from(`${username}:${password.expose()}`).toString('base64');
}
