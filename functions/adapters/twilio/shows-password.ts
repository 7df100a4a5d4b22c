import { timingSafeEqual } from 'node:crypto';
import type { TwilioQuestion } from '../../domain/model/ports.ts';

const AUTH_TOKEN = /^[0-9a-f]{32}$/;

/**
 * Whether the `auth_token` of an account's body, which is its primary one, is the password that asked for it.
 * Undefined where the body shows none, or anything that has not the form of an Auth Token. The shown value is
 * compared here, in constant time, and goes nowhere else.
 */
export function showsPassword(
  body: string | undefined,
  { credential }: TwilioQuestion,
): boolean | undefined {
  const { auth_token: shown }: { auth_token?: unknown } = JSON.parse(body ?? '{}');
  if (typeof shown !== 'string' || !AUTH_TOKEN.test(shown)) return undefined;
  const primary = Buffer.from(shown);
  const asked = Buffer.from(credential.password.expose());
  return primary.length === asked.length && timingSafeEqual(primary, asked);
}
