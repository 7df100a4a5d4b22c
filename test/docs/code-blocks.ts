import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of a page. */
export interface CodeBlock {
  /** Path of the page, and the line of the opening fence: where a person looks. */
  readonly place: string;
  /** What stands after the fence; empty when nothing does. */
  readonly language: string;
  /** Without the fences, and without the indentation of the list it stands in. */
  readonly text: string;
  /** NAME of a comment `<!-- policy: NAME -->` in the line above the fence. */
  readonly policy: string | undefined;
}

/** Every page that people read: `README.md`, and `docs/` and `examples/` with their folders. */
export function pages(): readonly string[] {
  const found = ['docs', 'examples'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => join(folder, name)),
  );
  return ['README.md', ...found.toSorted()];
}

/** The blocks of a page, or of a text in its place. An unclosed fence is an error. */
export function codeBlocks(page: string, text: string = readFileSync(page, 'utf8')): CodeBlock[] {
  const lines = text.split('\n');
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent, language] = /^( *)```(\w*)$/.exec(lines[at] ?? '') ?? [];
    if (indent === undefined || language === undefined) continue;
    const place = `${page}:${at + 1}`;
    const end = lines.indexOf(`${indent}\`\`\``, at + 1);
    if (end < 0) throw new Error(`${place}: this block is never closed`);
    const body = lines.slice(at + 1, end).map((line) => line.slice(indent.length));
    const policy = /^<!-- policy: ([\w-]+) -->$/.exec(lines[at - 1] ?? '')?.[1];
    blocks.push({ place, language, text: body.join('\n'), policy });
    at = end;
  }
  return blocks;
}

/** The blocks of all pages that have one of these languages. */
export function blocksIn(...languages: readonly string[]): readonly CodeBlock[] {
  return pages()
    .flatMap((page) => codeBlocks(page))
    .filter(({ language }) => languages.includes(language));
}

/** The text of the one block below the heading; an error if there are several or none. */
export function blockBelow(page: string, heading: string, language: string): string {
  const [, section] = readFileSync(page, 'utf8').split(`\n${heading}\n`);
  if (section === undefined) throw new Error(`${page} has no heading "${heading}"`);
  const [ownText = ''] = section.split(/\n#{1,6} /);
  const found = codeBlocks(page, ownText).filter((block) => block.language === language);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(`${page}, "${heading}": ${found.length} blocks of ${language}, not one`);
  }
  return only.text;
}
