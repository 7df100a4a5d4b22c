import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT_ROOT: string = fileURLToPath(new URL('..', import.meta.url));

// The last one counts: a package may bring packages of its own.
const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(?:licen[cs]e|notice)(?:\.(?:md|txt))?$/i;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * The licences of everything that was bundled, as their terms ask of those who pass it on: a list of
 * packages above each text. `inputs` are source files relative to the project's root. Throws for a
 * package that says nothing of a licence.
 */
export function thirdPartyNotices(inputs: readonly string[]): string {
  const packages = new Set(inputs.flatMap((input) => PACKAGE.exec(input) ?? []));
  const namesByText = new Map<string, string[]>();
  for (const directory of [...packages].sort()) {
    const { name, version, license } = manifestOf(directory);
    const text = licenceText(directory) ?? license;
    if (text === undefined) throw new Error(`${name} ${version} has no licence; do not bundle it.`);
    namesByText.set(text, [...(namesByText.get(text) ?? []), `${name} ${version}`]);
  }
  const sections = [...namesByText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return ['The code in this directory contains these packages.\n', ...sections].join(
    `\n${'-'.repeat(80)}\n\n`,
  );
}

function manifestOf(directory: string): Manifest {
  return JSON.parse(readFileSync(join(PROJECT_ROOT, directory, 'package.json'), 'utf8'));
}

function licenceText(directory: string): string | undefined {
  const files = readdirSync(join(PROJECT_ROOT, directory)).filter((name) =>
    LICENCE_FILE.test(name),
  );
  if (files.length === 0) return undefined;
  const texts = files.map((name) => readFileSync(join(PROJECT_ROOT, directory, name), 'utf8'));
  return texts.map((text) => text.trim()).join('\n\n');
}
