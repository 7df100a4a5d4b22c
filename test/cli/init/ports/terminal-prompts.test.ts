import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCES = readdirSync('cli', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join('cli', file), 'utf8') }));

const importing = (pattern: RegExp): readonly string[] =>
  SOURCES.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

it('is all that imports the library of the questions', () => {
  expect(importing(/from '@clack/)).toEqual(['init/ports/terminal-prompts.ts']);
});

it('is loaded by a dialogue alone, which is no part of any start', () => {
  expect(importing(/^import (?!type ).*terminal-prompts\.ts'/m)).toEqual([]);
  expect(importing(/import\('\.\/ports\/terminal-prompts\.ts'\)/)).toEqual(['init/init.ts']);
});
