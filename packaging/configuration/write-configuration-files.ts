import { writeFileSync } from 'node:fs';
import { configurationPage } from './configuration-page.ts';
import { configurationJsonSchemaText } from './json-schema.ts';

// `npm run schema`, after a change of the schema; a test fails until it was run.
const root = new URL('../../', import.meta.url);
writeFileSync(new URL('preflight.schema.json', root), configurationJsonSchemaText());
writeFileSync(new URL('docs/configuration.md', root), configurationPage());
console.log('Wrote preflight.schema.json and docs/configuration.md');
