import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleCommandLine } from './bundle-command-line.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { bundleKit } from './bundle-kit.ts';
import { bundleLibrary } from './bundle-library.ts';
import { thirdPartyNotices } from './third-party-notices.ts';
import { writeDeclarations } from './write-declarations.ts';
import { writeFileIn } from './write-file-in.ts';

const DIST: string = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * `npm run build`, and before every `npm pack`: the directory that an installed package runs from.
 * Everything is bundled, so that installing it installs nothing else.
 */
function build(): void {
  rmSync(DIST, { recursive: true, force: true });
  const inputs = [
    ...bundleLibrary(join(DIST, 'index.js')),
    ...bundleKit(join(DIST, 'kit')),
    ...bundleFunctions(join(DIST, 'functions')),
    ...bundleCommandLine(join(DIST, 'cli/main.mjs')).inputs,
  ];
  writeDeclarations(join(DIST, 'types'));
  // The package is of ES modules, the library is not: this holds for it and its declarations.
  writeFileIn(DIST, { file: 'package.json', text: '{ "type": "commonjs" }\n' });
  writeFileIn(DIST, { file: 'THIRD-PARTY-NOTICES.txt', text: thirdPartyNotices(inputs) });
  console.log('Wrote dist');
}

build();
