import { describe, expect, it } from 'vitest';
import { parseOrThrow } from '../../../functions/configuration/parse-or-throw.ts';
import {
  readValidated,
  writeValidated,
} from '../../../functions/configuration/validated-configuration.ts';
import { EXAMPLE } from './example-configuration.ts';

const TEXT = EXAMPLE;
const CONFIGURATION = parseOrThrow(TEXT);
const VALIDATED = writeValidated(TEXT, CONFIGURATION);

describe('a configuration that synth validated', () => {
  it('is the one that the schema would give, defaults filled in', () => {
    expect(readValidated(VALIDATED, TEXT)).toEqual(CONFIGURATION);
  });

  it.each([
    ['of another text', VALIDATED, `${TEXT} `],
    ['that is no JSON', VALIDATED.slice(1), TEXT],
    ['that is another JSON', 'null', TEXT],
    ['that is empty', '', TEXT],
  ])('is not used %s', (_, validated, text) => {
    expect(readValidated(validated, text)).toBeUndefined();
  });
});
