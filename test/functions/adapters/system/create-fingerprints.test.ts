import { expect, it } from 'vitest';
import { createFingerprints } from '../../../../functions/adapters/system/create-fingerprints.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';

const value = new Redacted('c4nary0123456789');

it('gives equal values equal fingerprints, and different values different ones', () => {
  const fingerprints = createFingerprints();

  expect(fingerprints.of(new Redacted('c4nary0123456789'))).toBe(fingerprints.of(value));
  expect(fingerprints.of(new Redacted('another'))).not.toBe(fingerprints.of(value));
});

it('means nothing outside its run', () => {
  expect(createFingerprints().of(value)).not.toBe(createFingerprints().of(value));
});

it('is 32 hex digits, and no part of the value', () => {
  expect(createFingerprints().of(value)).toMatch(/^[0-9a-f]{32}$/);
});
