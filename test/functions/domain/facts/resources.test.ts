import { describe, expect, it } from 'vitest';
import {
  accountResource,
  isPhoneNumberPageOf,
} from '../../../../functions/domain/facts/twilio-resources.ts';
import type { TwilioReply } from '../../../../functions/domain/model/ports.ts';
import { ACCOUNTS } from '../accounts.ts';
import { accountReply, DENIED, numbersPage, resource, unexpected } from '../twilio-replies.ts';

const SID = ACCOUNTS.production;
const URI = `/2010-04-01/Accounts/${SID}/IncomingPhoneNumbers.json`;

it('reads an Account resource', () => {
  const reply = accountReply(SID, { status: 'suspended', type: 'Trial', friendly_name: 'x' });
  expect(accountResource(reply)).toEqual({
    sid: SID,
    ownerSid: ACCOUNTS.parent,
    status: 'suspended',
    type: 'Trial',
  });
});

describe('what is no Account resource', () => {
  it.each<readonly [string, TwilioReply | undefined]>([
    ['nothing', undefined],
    ['a refusal', DENIED],
    ['an HTML page with status 200', unexpected(200)],
    ['an empty object', resource({})],
    ['a page of phone numbers', numbersPage(SID)],
    ['a SID that is null', accountReply(SID, { sid: null })],
    ['a SID with a newline', accountReply(SID, { sid: `${SID}\n` })],
    ['an owner that is null', accountReply(SID, { owner_account_sid: null })],
    ['a status that is null', accountReply(SID, { status: null })],
    ['a status nobody knows', accountReply(SID, { status: 'pending_closure' })],
    ['a type that is null', accountReply(SID, { type: null })],
    ['a type nobody knows', accountReply(SID, { type: 'full' })],
  ])('%s', (_name, reply) => {
    expect(accountResource(reply)).toBeUndefined();
  });
});

describe('what proves that an account lists its phone numbers', () => {
  it.each<readonly [string, TwilioReply | undefined, boolean]>([
    ['a page with one number', numbersPage(SID), true],
    ['a page without numbers, by its uri', numbersPage(SID, []), true],
    ['nothing', undefined, false],
    ['a refusal', DENIED, false],
    ['an empty object', resource({}), false],
    ['the Account resource', accountReply(SID), false],
    ['the page of another account', numbersPage(ACCOUNTS.staging), false],
    ['a page with a number of another account', numbersPage(SID, [SID, ACCOUNTS.staging]), false],
    ['a page without uri', resource({ incoming_phone_numbers: [] }), false],
    ['a page whose numbers are null', resource({ incoming_phone_numbers: null, uri: URI }), false],
    ['a page of null', resource({ incoming_phone_numbers: [null], uri: URI }), false],
    ['a page of texts', resource({ incoming_phone_numbers: [SID], uri: URI }), false],
    ['a number without account', resource({ incoming_phone_numbers: [{}], uri: URI }), false],
    [
      'a page of something else',
      resource({ incoming_phone_numbers: [], uri: `/Accounts/${SID}/Calls.json` }),
      false,
    ],
  ])('%s', (_name, reply, proves) => {
    expect(isPhoneNumberPageOf(reply, SID)).toBe(proves);
  });
});
