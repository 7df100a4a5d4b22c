import { describe, expect, it } from 'vitest';
import {
  describeSid,
  isAccountSid,
  isApiKeySid,
  isOAuthClientId,
} from '../../../../functions/domain/credential/sid.ts';
import { ACCOUNT, CLIENT, KEY, KEY_SECRET, TOKEN } from './samples.ts';

describe('SIDs', () => {
  it('are told apart by their first two letters', () => {
    expect([ACCOUNT, KEY, CLIENT].map(isAccountSid)).toEqual([true, false, false]);
    expect([ACCOUNT, KEY, CLIENT].map(isApiKeySid)).toEqual([false, true, false]);
    expect([ACCOUNT, KEY, CLIENT].map(isOAuthClientId)).toEqual([false, false, true]);
  });

  it.each([
    ['a trailing newline', `${ACCOUNT}\n`],
    ['a leading space', ` ${ACCOUNT}`],
    ['a digit too many', `${ACCOUNT}0`],
    ['a digit too few', ACCOUNT.slice(0, -1)],
    ['a lower-case prefix', ACCOUNT.toLowerCase()],
    ['a second line that is one', `x\n${ACCOUNT}`],
  ])('are no SIDs with %s', (_name, value) => {
    expect(isAccountSid(value)).toBe(false);
    expect(describeSid(value)).toBeUndefined();
  });

  it('are not seen in secrets', () => {
    expect([TOKEN, KEY_SECRET].map(describeSid)).toEqual([undefined, undefined]);
  });
});
