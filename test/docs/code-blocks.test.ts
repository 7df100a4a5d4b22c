import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseHcl } from '@cdktf/hcl2json';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../infra/temporary-directory.ts';
import { blockBelow, blocksIn, type CodeBlock, codeBlocks, pages } from './code-blocks.ts';
import { formatFaults } from './format/hcl-format.ts';
import { parseYaml } from './parse-yaml.ts';

const PARSERS: Readonly<Record<string, (block: CodeBlock) => unknown>> = {
  json: ({ text }) => JSON.parse(text),
  yaml: ({ text }) => parseYaml(text),
  hcl: async ({ text }) => await parseHcl('block.tf', `${text}\n`),
  ts: ({ text }) => transformSync(text, { loader: 'ts' }),
  sh: ({ text }) => parseShell(text),
};

// Shown output, and what is pasted into a field: there is no grammar to hold them to.
const WITHOUT_GRAMMAR = ['', 'console', 'mermaid', 'text'];

const SHELL_FAULT = 'if [ 1 ]; then';
let shellFaults: ReadonlyMap<string, string> | undefined;

function parseShell(text: string): void {
  shellFaults ??= faultsOf([SHELL_FAULT, ...blocksIn('sh').map((found) => found.text)]);
  const fault = shellFaults.get(text);
  if (fault !== '') throw new Error(fault ?? 'this script was not parsed');
}

/** What bash says against each script, in one process for all: empty where it parses. */
function faultsOf(scripts: readonly string[]): ReadonlyMap<string, string> {
  const directory = temporaryDirectory();
  scripts.forEach((text, index) => {
    writeFileSync(join(directory, `${index}.sh`), text);
  });
  // As the body of a function, which bash parses and does not run.
  const each =
    'for ((i = 0; i < $1; i++)); do IFS= read -r -d "" text <$i.sh; eval "f() { :' +
    '\n$text\n' +
    '}" 2>&1; printf "\\0"; done';
  const { stdout } = spawnSync('bash', ['-c', each, 'bash', String(scripts.length)], {
    cwd: directory,
    encoding: 'utf8',
  });
  const faults = stdout.split('\0');
  return new Map(scripts.map((text, index) => [text, faults[index] ?? 'bash ended before this']));
}

async function parse(block: CodeBlock): Promise<unknown> {
  return await PARSERS[block.language]?.(block);
}

function block(language: string, text: string): CodeBlock {
  return { place: 'test', language, text, policy: undefined };
}

describe('the code on the pages', () => {
  it.each(blocksIn(...Object.keys(PARSERS)))('parses: $place, $language', async (one) => {
    await expect(parse(one)).resolves.not.toThrow();
  });

  it('is in a language that is parsed, or has none', () => {
    const known = [...Object.keys(PARSERS), ...WITHOUT_GRAMMAR];
    const others = pages()
      .flatMap((page) => codeBlocks(page))
      .filter(({ language }) => !known.includes(language));
    expect(others).toEqual([]);
  });

  it.each(blocksIn('hcl'))('is formatted as terraform fmt does: $place', ({ text }) => {
    expect(formatFaults(text)).toEqual([]);
  });

  it.each([
    ['json', '{"a": 1,}'],
    ['yaml', 'a: {b'],
    ['yaml', 'a: 1\na: 2'],
    ['hcl', 'stage {'],
    ['ts', 'const gate = ;'],
    ['sh', SHELL_FAULT],
  ])('would not pass with a fault in it: %s', async (language, text) => {
    await expect(parse(block(language, text))).rejects.toThrow();
  });
});

describe('codeBlocks', () => {
  it('gives language, place, and text without the indentation of its list', () => {
    const page =
      'One:\n\n   ```sh\n   if x\n     then\n   ```\n\n<!-- policy: role -->\n```json\n{}\n```';
    expect(codeBlocks('a.md', page)).toEqual([
      { place: 'a.md:3', language: 'sh', text: 'if x\n  then', policy: undefined },
      { place: 'a.md:9', language: 'json', text: '{}', policy: 'role' },
    ]);
  });

  it('refuses a block that is never closed', () => {
    expect(() => codeBlocks('a.md', '```sh\nls')).toThrow('a.md:1: this block is never closed');
  });
});

describe('blockBelow', () => {
  it.each([
    { heading: '## None', says: 'has no heading' },
    { heading: '## The snippet', says: '0 blocks of hcl, not one' },
  ])('refuses $heading', ({ heading, says }) => {
    expect(() => blockBelow('docs/pipelines/cloudformation.md', heading, 'hcl')).toThrow(says);
  });
});
