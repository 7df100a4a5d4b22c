import { describe, expect, it } from 'vitest';
import {
  accountResource,
  isPhoneNumberPageOf,
  queryAt,
} from '../../../../functions/domain/facts/answer-bodies.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
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
  ])('%s', (_name, reply) => {
    expect(accountResource(reply)).toBeUndefined();
  });
});

describe('a member of an Account resource is read for itself', () => {
  it.each([
    ['an owner that is null', { owner_account_sid: null }, { ownerSid: undefined }],
    ['an owner that is no account', { owner_account_sid: 'OR1' }, { ownerSid: undefined }],
    ['a status that is null', { status: null }, { status: undefined }],
    ['a status that is empty', { status: '' }, { status: undefined }],
    ['a status that is a number', { status: 1 }, { status: undefined }],
    ['a status never seen', { status: 'pending_closure' }, { status: 'pending_closure' }],
    ['a status that is no word', { status: 'Zq3RkT9vLm2XcY7b' }, { status: '…' }],
    ['a type that is null', { type: null }, { type: undefined }],
    ['a type never seen', { type: 'Enterprise' }, { type: 'Enterprise' }],
    ['a name that is null', { friendly_name: null }, {}],
    ['a type in another case', { type: 'full' }, { type: 'full' }],
  ])('%s', (_name, changes, read) => {
    const good = { sid: SID, ownerSid: ACCOUNTS.parent, status: 'active', type: 'Full' };
    expect(accountResource(accountReply(SID, changes))).toEqual({ ...good, ...read });
  });
});

describe('the address of an answer leads to one path only', () => {
  const other = ACCOUNTS.staging;
  it.each<readonly [string, unknown, string | undefined]>([
    ['the path', URI, ''],
    ['the path with a query', `${URI}?PageSize=1&Page=0`, 'PageSize=1&Page=0'],
    ['a query with a question mark', `${URI}?a?b`, 'a?b'],
    [
      'another account with this path in its query',
      `${URI.replace(SID, other)}?x=${URI}`,
      undefined,
    ],
    [
      'another account with this path as its fragment',
      `${URI.replace(SID, other)}#${URI}`,
      undefined,
    ],
    ['a fragment', `${URI}#x`, undefined],
    ['a path before it', `/x${URI}`, undefined],
    ['a path after it', `${URI}/../Calls.json`, undefined],
    ['dot segments', URI.replace('/Accounts/', '/Accounts/./'), undefined],
    ['dot segments to another account', `${URI}/../../${other}/Calls.json`, undefined],
    ['an encoded slash', URI.replace('/Incoming', '%2FIncoming'), undefined],
    ['an encoded letter', URI.replace('Incoming', '%49ncoming'), undefined],
    ['a doubled slash', URI.replace('/Incoming', '//Incoming'), undefined],
    ['a backslash', URI.replace('/Incoming', '\\Incoming'), undefined],
    ['another case', URI.toLowerCase(), undefined],
    ['a host', `https://api.twilio.com${URI}`, undefined],
    ['another host', `//evil.example${URI}`, undefined],
    ['no extension', URI.replace('.json', ''), undefined],
    ['white space', ` ${URI}`, undefined],
    ['an empty text', '', undefined],
    ['null', null, undefined],
    ['a list', [URI], undefined],
  ])('%s', (_name, uri, query) => {
    expect(queryAt(URI, uri)).toBe(query);
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
    ['a number that names no account', resource({ incoming_phone_numbers: [{}], uri: URI }), true],
    [
      'a number whose account is no text',
      resource({ incoming_phone_numbers: [{ account_sid: 7 }], uri: URI }),
      false,
    ],
    [
      "the page of another account with this one's path in its query",
      resource({
        incoming_phone_numbers: [],
        uri: `${URI.replace(SID, ACCOUNTS.staging)}?x=/Accounts/${SID}/IncomingPhoneNumbers`,
      }),
      false,
    ],
    [
      'a page of something else',
      resource({ incoming_phone_numbers: [], uri: `/Accounts/${SID}/Calls.json` }),
      false,
    ],
  ])('%s', (_name, reply, proves) => {
    expect(isPhoneNumberPageOf(reply, SID)).toBe(proves);
  });
});
