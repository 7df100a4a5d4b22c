import { readFileSync, writeFileSync } from 'node:fs';
import { withOptionsTable } from '../commands/options-table.ts';
import { configurationPage } from './configuration-page.ts';
import { configurationJsonSchema, reportJsonSchema, schemaText } from './json-schema.ts';

// `npm run schema`, after a change of a schema; a test fails until it was run.
const root = new URL('../../', import.meta.url);
const files = {
  'preflight.schema.json': schemaText(configurationJsonSchema()),
  'report.schema.json': schemaText(reportJsonSchema()),
  'docs/configuration.md': configurationPage(),
  'docs/command-line.md': withOptionsTable(
    readFileSync(new URL('docs/command-line.md', root), 'utf8'),
  ),
};
for (const [file, text] of Object.entries(files)) writeFileSync(new URL(file, root), text);
console.log(`Wrote ${Object.keys(files).join(', ')}`);
