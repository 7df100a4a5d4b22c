import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import {
  type CredentialName,
  type PopulatedTwilio,
  startPopulatedTwilio,
} from './populated-world.ts';

let populated: PopulatedTwilio;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
});
afterAll(() => populated.twilio.close());

/** Status, with the error code where there is one: `200`, `401/20003`. */
async function verdict(name: CredentialName, path: string): Promise<string> {
  const answer = await ask(populated.twilio, path, { as: populated.credentials[name] });
  return answer.code === undefined ? `${answer.status}` : `${answer.status}/${answer.code}`;
}

const DENIED = '401/20003';

describe('who may read what in v2010', () => {
  it.each<[CredentialName, string[]]>([
    // own account, own numbers, own keys, sibling's account, sibling's numbers
    ['child token', ['200', '200', '200', DENIED, DENIED]],
    ['child wrong token', [DENIED, DENIED, DENIED, DENIED, DENIED]],
    ['child main key', ['200', '200', '200', DENIED, DENIED]],
    ['child standard key', [DENIED, '200', DENIED, DENIED, DENIED]],
    ['child restricted key', [DENIED, '200', DENIED, DENIED, DENIED]],
    ['child powerless key', [DENIED, '401/70051', DENIED, DENIED, DENIED]],
    ['child key, wrong secret', [DENIED, DENIED, DENIED, DENIED, DENIED]],
    ['parent token', ['200', '200', '200', '200', '200']],
    ['parent main key', ['200', DENIED, DENIED, '200', DENIED]],
    ['unknown account', [DENIED, DENIED, DENIED, DENIED, DENIED]],
    ['test pair', ['403/20008', '403/20008', '403/20008', '403/20008', '403/20008']],
    ['test pair, wrong token', [DENIED, DENIED, DENIED, DENIED, DENIED]],
  ])('%s', async (name, expected) => {
    const child = `/2010-04-01/Accounts/${populated.child.sid}`;
    const sibling = `/2010-04-01/Accounts/${populated.sibling.sid}`;
    const paths = [
      `${child}.json`,
      `${child}/IncomingPhoneNumbers.json?PageSize=1`,
      `${child}/Keys.json`,
      `${sibling}.json`,
      `${sibling}/IncomingPhoneNumbers.json`,
    ];
    expect(await Promise.all(paths.map((path) => verdict(name, path)))).toEqual(expected);
  });

  it.each<[CredentialName, string]>([
    ['parent token', '401/20003'],
    ['parent main key', '401/20003'],
    ['child token', '401/20003'],
  ])('a %s does not reach an unrelated account', async (name, expected) => {
    const path = `/2010-04-01/Accounts/${populated.unrelated.sid}.json`;
    expect(await verdict(name, path)).toBe(expected);
  });

  it.each<[CredentialName]>([['child token'], ['child main key'], ['child standard key']])(
    'a %s does not reach its parent',
    async (name) => {
      const path = `/2010-04-01/Accounts/${populated.parent.sid}.json`;
      expect(await verdict(name, path)).toBe(DENIED);
    },
  );
});

describe('who may list accounts', () => {
  it.each<[CredentialName, string]>([
    ['parent token', '200'],
    ['parent main key', '200'],
    ['child token', '200'],
    ['child standard key', '401/20003'],
    ['child restricted key', '401/20003'],
    ['test pair', '403/20008'],
  ])('%s: %s', async (name, expected) => {
    expect(await verdict(name, '/2010-04-01/Accounts.json')).toBe(expected);
  });
});
