import { randomBytes, randomInt } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 32;

/** The two letters that open a SID of each kind (OpenAPI documents; RQ is a request id). */
export type SidPrefix = 'AC' | 'SK' | 'PN' | 'MG' | 'VA' | 'AP' | 'IS' | 'OQ' | 'RQ' | 'CA' | 'SM';

/** A random SID: `prefix` and 32 lower-case hex characters. */
export function randomSid(prefix: SidPrefix): string {
  return `${prefix}${randomHex32()}`;
}

/** A random Auth Token: 32 lower-case hex characters. */
export function randomAuthToken(): string {
  return randomHex32();
}

/**
 * A random API key secret: 32 base62 characters, always with an upper-case letter, as real ones
 * practically are. A secret without one could be mistaken for an Auth Token.
 */
export function randomKeySecret(): string {
  const characters = Array.from({ length: SECRET_LENGTH }, () => BASE62[randomInt(BASE62.length)]);
  const secret = characters.join('');
  return /[A-Z]/.test(secret) && /[a-z]/.test(secret) ? secret : randomKeySecret();
}

/** Whether `text` is a SID with this prefix (`^XX[0-9a-fA-F]{32}$` in Twilio's OpenAPI documents). */
export function isSid(text: string, prefix: SidPrefix): boolean {
  return text.startsWith(prefix) && /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(text);
}

function randomHex32(): string {
  return randomBytes(16).toString('hex');
}
