import { timingSafeEqual } from 'node:crypto';
import type { TwilioQuestion } from '../../domain/model/twilio-api.ts';

const AUTH_TOKEN = /^[0-9a-f]{32}$/;

/**
 * Whether the `auth_token` of an account's body, which is its primary one, is the password that asked for it.
 * Undefined where the body shows none, or anything that has not the form of an Auth Token, or one that differs in
 * the case of its letters alone. The shown value is
 * compared here, in constant time, and goes nowhere else.
 */
export function showsPassword(
  body: string | undefined,
  { credential }: TwilioQuestion,
): boolean | undefined {
  const { auth_token: shown }: { auth_token?: unknown } = JSON.parse(body ?? '{}');
  if (typeof shown !== 'string' || !AUTH_TOKEN.test(shown)) return undefined;
  const asked = credential.password.expose();
  if (isSame(shown, asked)) return true;
  return isSame(shown, asked.toLowerCase()) ? undefined : false;
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
