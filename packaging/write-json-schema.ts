import { writeFileSync } from 'node:fs';
import { configurationJsonSchemaText } from './json-schema.ts';

// `npm run schema`, after a change of the schema; a test fails until it was run.
const file = new URL('../preflight.schema.json', import.meta.url);
writeFileSync(file, configurationJsonSchemaText());
console.log('Wrote preflight.schema.json');
