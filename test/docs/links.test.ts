import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from './code-blocks.ts';
import { linksOf, proseOf } from './page-links.ts';

/** Anchors as GitHub makes them: lower case, spaces to hyphens, other punctuation gone. */
function anchorsOf(page: string): readonly string[] {
  return [...proseOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('the links on the pages', () => {
  it.each(pages().flatMap(linksOf))('lead somewhere: $page, $target', ({ file, anchor }) => {
    expect(existsSync(file)).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor);
  });

  it('reach every page within two clicks of README', () => {
    const once = linksOf('README.md').map(({ file }) => file);
    const twice = once.filter((file) => file.endsWith('.md')).flatMap(linksOf);
    const reached = new Set([...once, ...twice.map(({ file }) => file)].map((file) => join(file)));
    expect(pages().filter((page) => page !== 'README.md' && !reached.has(page))).toEqual([]);
  });
});
