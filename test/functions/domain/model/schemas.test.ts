import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FUNCTIONS = 'functions';
const SCHEMAS = 'domain/model/schemas/';
const IMPORT = /\b(?:import|export)\s+(?<type>type\s)?[^;']*?\bfrom\s*'(?<path>[^']+)'/g;

test('no function loads a schema of what goes out, and zod with it: the types are enough', () => {
  const files = readdirSync(FUNCTIONS, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith(SCHEMAS),
  );
  const loading = files.filter((file) => {
    const imports = readFileSync(join(FUNCTIONS, file), 'utf8').matchAll(IMPORT);
    return [...imports].some(
      ({ groups }) => groups?.['type'] === undefined && groups?.['path']?.includes('schemas/'),
    );
  });
  expect(loading).toEqual([]);
});
