import { writeFileSync } from 'node:fs';
import { renderRunbook } from './render-runbook.ts';

// `npm run runbook`, after a change of the causes; a test fails until it was run.
writeFileSync(new URL('../../docs/runbook.md', import.meta.url), renderRunbook());
console.log('Wrote docs/runbook.md');
