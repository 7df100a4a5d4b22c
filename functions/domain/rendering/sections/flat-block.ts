import type { Block } from './fit-blocks.ts';
import type { Section } from './section.ts';

/**
 * A section for consoles and emails: no wrapping and no alignment to rely on, since CodePipeline's
 * console joins lines and mail programs use proportional fonts; `- ` and `1. ` still separate items.
 */
export function flatBlock({ heading, lines }: Section, importance: number): Block {
  const texts = lines.map(({ marker, text }) => `${marker}${text}`);
  return { importance, lines: texts.length === 0 ? [] : [`${heading}:`, ...texts] };
}
