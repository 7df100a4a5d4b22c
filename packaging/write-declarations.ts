import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KIT_ENTRIES } from './bundle-kit.ts';
import { writeFileIn } from './write-file-in.ts';

const PROJECT_ROOT: string = fileURLToPath(new URL('..', import.meta.url));
const ENTRIES = ['infra/index', ...KIT_ENTRIES.map((name) => `kit/${name}`)].map(
  (name) => `${name}.d.ts`,
);

// What the compiler writes: single or double quotes, `from '…'` or `import('…')`.
const RELATIVE_SPECIFIER = /(\bfrom |\bimport\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/g;

/**
 * Writes the declarations that the package's entries lead to below `outDir`, and no others: what only
 * implementations mention does not matter. Relative specifiers end in `.js` there, which every
 * module resolution of TypeScript understands; the compiler leaves the `.ts` of the sources.
 */
export function writeDeclarations(outDir: string): void {
  const emitted = mkdtempSync(join(tmpdir(), 'declarations-'));
  try {
    compile(emitted);
    for (const [file, text] of reachable(emitted)) writeFileIn(outDir, { file, text });
  } finally {
    rmSync(emitted, { recursive: true });
  }
}

function compile(outDir: string): void {
  const project = 'packaging/tsconfig.declarations.json';
  const { status, stdout } = spawnSync('npx', ['tsc', '-p', project, '--outDir', outDir], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The declarations could not be made:\n${stdout}`);
}

/** File name and rewritten text, by a walk from the entries. */
function reachable(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const waiting = [...ENTRIES];
  for (const file of waiting) {
    if (found.has(file)) continue;
    const text = readFileSync(join(root, file), 'utf8');
    found.set(file, text.replace(RELATIVE_SPECIFIER, '$1$2$3.js$2'));
    for (const [, , , path] of text.matchAll(RELATIVE_SPECIFIER)) {
      waiting.push(join(dirname(file), `${path}.d.ts`));
    }
  }
  return found;
}
