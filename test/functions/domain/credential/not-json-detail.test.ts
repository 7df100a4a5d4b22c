import { expect, it } from 'vitest';
import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { NOT_JSON_ROWS } from './not-json-rows.ts';

it.each(NOT_JSON_ROWS)('says of $name what it looks like', ({ payload, detail }) => {
  const parsed = parseCredential(new Redacted(payload), { declaredKind: 'api-key' });
  expect(parsed).toEqual({ outcome: 'not-json', detail: expect.stringContaining(detail) });
});
