import { escaped } from '../../text/escaped.ts';

/**
 * A piece of HTML. Beside {@link html}, which escapes, only the page's own style is made one: a text from outside
 * never counts as markup.
 */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Part = Markup | string | number | undefined;

/** A template whose texts are escaped, in elements and in quoted attributes; undefined is nothing. */
export function html(
  texts: TemplateStringsArray,
  ...parts: readonly (Part | readonly Markup[])[]
): Markup {
  const shown = parts.map((part) =>
    Array.isArray(part) ? part.join('') : shownPart(part as Part),
  );
  return new Markup(texts.map((text, index) => `${text}${shown[index] ?? ''}`).join(''));
}

function shownPart(part: Part): string {
  return part instanceof Markup ? `${part}` : escaped(String(part ?? ''));
}
