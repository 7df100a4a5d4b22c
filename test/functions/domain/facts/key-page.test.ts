import { describe, expect, it } from 'vitest';
import { keyPage } from '../../../../functions/domain/facts/key-page.ts';
import { ACCOUNTS, FOREIGN_SID } from '../accounts.ts';
import { KEY_SID } from '../evidence-builder.ts';
import { DENIED, noAnswer, resource, unexpected } from '../twilio-replies.ts';

const SID = ACCOUNTS.production;
const PATH = `/2010-04-01/Accounts/${SID}/Keys.json`;
const KEY = {
  sid: KEY_SID,
  friendly_name: 'production-1',
  date_created: 'Thu, 12 Nov 2026 03:00:00 +0000',
  date_updated: 'Fri, 13 Nov 2026 05:00:00 +0200',
};

function pageOf(changes: object): ReturnType<typeof keyPage> {
  const body = { keys: [KEY], uri: `${PATH}?PageSize=200&Page=0`, next_page_uri: null };
  return keyPage(resource({ ...body, ...changes }), SID);
}

describe('a page of keys', () => {
  it('is read, with its dates in UTC', () => {
    expect(pageOf({})).toEqual({
      keys: [
        {
          sid: KEY_SID,
          label: 'production-1',
          createdAt: '2026-11-12T03:00:00.000Z',
          updatedAt: '2026-11-13T03:00:00.000Z',
        },
      ],
      next: 'none',
    });
  });

  it.each([
    ['an empty list', []],
    ['a key with nothing but its SID', [{ sid: KEY_SID }]],
  ])('may be %s', (_name, keys) => {
    expect(pageOf({ keys })?.keys).toEqual(keys);
  });

  it.each([
    ['an empty label', { friendly_name: '' }],
    ['a label that is no text', { friendly_name: 7 }],
    ['dates of another form', { date_created: '2026-11-12', date_updated: 7 }],
    ['a date there is none', { date_created: 'Thu, 39 Nov 2026 03:00:00 +0000' }],
  ])('leaves out what cannot be read: %s', (_name, changes) => {
    const name = Object.keys(changes)[0] === 'friendly_name' ? 'label' : 'createdAt';
    expect(pageOf({ keys: [{ ...KEY, ...changes }] })?.keys[0]).not.toHaveProperty(name);
  });

  it.each([
    ['no list', { keys: {} }],
    ['no address', { uri: 7 }],
    ["another account's", { uri: PATH.replace(SID, FOREIGN_SID) }],
    ['another list', { uri: PATH.replace('Keys', 'Calls') }],
    ['a key that is none', { keys: [KEY, 'SK'] }],
    ['a key that is null', { keys: [null] }],
    ['a key without a SID', { keys: [{ friendly_name: 'x' }] }],
    ['a SID of something else', { keys: [{ ...KEY, sid: SID }] }],
  ])('is not: %s', (_name, changes) => {
    expect(pageOf(changes)).toBeUndefined();
  });

  it.each([
    ['a refusal', DENIED],
    ['a page of HTML', unexpected(200)],
    ['no answer', noAnswer('timeout')],
  ])('is not: %s', (_name, reply) => {
    expect(keyPage(reply, SID)).toBeUndefined();
  });
});

describe('the next page', () => {
  it.each([
    ['absent', undefined, 'none'],
    ['empty', '', 'none'],
    [
      'of this list',
      `${PATH}?PageSize=200&Page=1&PageToken=PA${KEY_SID}`,
      { PageSize: '200', Page: '1', PageToken: `PA${KEY_SID}` },
    ],
    ['only a token', `${PATH}?PageToken=PA1`, { PageToken: 'PA1' }],
    ['with other parameters', `${PATH}?Page=1&Url=https://evil.example&x`, { Page: '1' }],
    ['of another host', `https://evil.example${PATH}?Page=1`, 'unusable'],
    ['of another host without a scheme', `//evil.example${PATH}?Page=1`, 'unusable'],
    ['of another account', `${PATH.replace(SID, FOREIGN_SID)}?Page=1`, 'unusable'],
    ['on a longer path', `${PATH}/../Calls.json?Page=1`, 'unusable'],
    ['nowhere in the list', `${PATH}?PageSize=200`, 'unusable'],
    ['with a place that is encoded', `${PATH}?Page=%31`, 'unusable'],
    ['a number', 1, 'unusable'],
  ])('is read from its address, which is not followed: %s', (_name, next, expected) => {
    expect(pageOf({ next_page_uri: next })?.next).toEqual(expected);
  });
});
