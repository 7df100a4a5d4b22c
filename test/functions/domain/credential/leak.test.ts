import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { FORM_ROWS } from './form-rows.ts';
import { MISPLACED_ROWS } from './misplaced-rows.ts';
import { NOT_JSON_ROWS } from './not-json-rows.ts';
import { PLACEHOLDER_ROWS } from './placeholder-rows.ts';
import { ACCOUNT, KEY, KEY_SECRET, type Row, TOKEN } from './samples.ts';
import { WRAPPING_ROWS } from './wrapping-rows.ts';

const NAMES = /accountSid|apiKeySid|apiKeySecret|authToken|clientId|clientSecret|TWILIO_\w+/g;
const SIDS = /\b(?:AC|SK)[0-9a-f]{32}\b|\bOQ[0-9A-Za-z]{32}\b/gi;

/** Every 8 characters in a row that a result may not show: neither field names nor SIDs. */
function forbiddenParts(payload: string): readonly string[] {
  const secret = payload.replaceAll(SIDS, '\n').replaceAll(NAMES, '\n');
  return secret
    .split('\n')
    .flatMap((text) => [...text].map((_, index) => text.slice(index, index + 8).toLowerCase()))
    .filter((part) => part.length === 8);
}

const row = (name: string, secret: unknown): Row => ({
  name,
  declaredKind: 'api-key',
  payload: JSON.stringify(secret),
  faults: [],
});

const STRAY_ROWS: readonly Row[] = [
  row('a token as a field name', { [TOKEN]: ACCOUNT, [KEY_SECRET]: 1 }),
  row('a secret in every SID field', {
    accountSid: KEY_SECRET,
    apiKeySid: TOKEN,
    apiKeySecret: '',
  }),
  row('a secret in a mixed-up prefix', {
    accountSid: `AC${KEY_SECRET}`,
    apiKeySid: `SK${KEY_SECRET}`,
    apiKeySecret: KEY_SECRET,
  }),
  row('a secret beside a good key', {
    accountSid: ACCOUNT,
    apiKeySid: KEY,
    apiKeySecret: KEY_SECRET,
    note: TOKEN,
  }),
  row('a secret in an array', {
    accountSid: [TOKEN],
    apiKeySid: { [TOKEN]: TOKEN },
    apiKeySecret: KEY_SECRET,
  }),
  ...NOT_JSON_ROWS.map(({ name, payload }) => ({ ...row(name, null), payload })),
];

it.each([...FORM_ROWS, ...MISPLACED_ROWS, ...PLACEHOLDER_ROWS, ...WRAPPING_ROWS, ...STRAY_ROWS])(
  'shows no part of a value for $name',
  ({ payload, declaredKind }) => {
    const parsed = parseCredential(new Redacted(payload), { declaredKind });
    const shown = (JSON.stringify(parsed) + inspect(parsed, { depth: null, showHidden: true }))
      // What a redacted value prints of its own accord, which happens to be a placeholder too.
      .replaceAll(/\[redacted\]|Redacted \{\}/g, '')
      .toLowerCase();
    expect(forbiddenParts(payload).filter((part) => shown.includes(part))).toEqual([]);
  },
);

it('never gives as a SID what is not one', () => {
  const payload = JSON.stringify({
    accountSid: `AC${KEY_SECRET}`,
    apiKeySid: TOKEN,
    apiKeySecret: '',
  });
  const parsed = parseCredential(new Redacted(payload), { declaredKind: 'api-key' });
  expect(parsed).toMatchObject({ outcome: 'malformed', sids: {} });
});
