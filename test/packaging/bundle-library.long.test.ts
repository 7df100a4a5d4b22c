import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundleLibrary } from '../../packaging/bundle-library.ts';
import { temporaryDirectory } from '../infra/temporary-directory.ts';

const require = createRequire(import.meta.url);

/** Bundles `code` and gives the path of the module. */
function bundle(code: string): string {
  const directory = temporaryDirectory();
  const entry = join(directory, 'entry.ts');
  writeFileSync(entry, code);
  const outFile = join(directory, 'dist/index.js');
  bundleLibrary(outFile, entry);
  return outFile;
}

describe('bundleLibrary', () => {
  it('lets the module find what is beside it, where import.meta is not known', () => {
    const file = bundle('export const here: string = import.meta.url;');
    expect(require(file).here).toBe(pathToFileURL(file).href);
  });

  it('leaves the CDK to the app', () => {
    const directory = temporaryDirectory();
    const inputs = bundleLibrary(join(directory, 'index.js'));
    expect(inputs).toContain('infra/constructs/twilio-preflight.ts');
    expect(
      inputs.filter((input) => /node_modules\/(?!(?:zod|jsonc-parser)\/)/.test(input)),
    ).toEqual([]);
  });

  it('refuses to load what the app need not have', () => {
    const code =
      "export const load = () => { try { return require('no-such'); } catch { return 0; } };";
    expect(() => bundle(code)).toThrow(/need not have: no-such/);
  });
});
