import { writeFileSync } from 'node:fs';
import { renderRunbook } from '../functions/domain/diagnosis/runbook/render-runbook.ts';

// `npm run runbook`, after a change of the causes; a test fails until it was run.
writeFileSync(new URL('./runbook.md', import.meta.url), renderRunbook());
console.log('Wrote docs/runbook.md');
