import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PRODUCT_VERSION } from '../../functions/product.ts';

it('has the version of package.json', () => {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(PRODUCT_VERSION).toBe(JSON.parse(file).version);
});
