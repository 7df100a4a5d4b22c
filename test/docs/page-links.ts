import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A relative link of a page. */
export interface Link {
  readonly page: string;
  /** As it is written. */
  readonly target: string;
  /** The path that it leads to; the page itself for an anchor alone. */
  readonly file: string;
  readonly anchor: string | undefined;
}

/** Links within the repository; a code block has none that a reader could follow. */
export function linksOf(page: string): readonly Link[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^https?:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { page, target, file: path === '' ? page : join(dirname(page), path), anchor };
    });
}

/** The text of a page without its code blocks. */
export function proseOf(page: string): string {
  return readFileSync(page, 'utf8').replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
}
