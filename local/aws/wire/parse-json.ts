/**
 * Parses JSON, or gives undefined for what is none.
 *
 * The parser's own error is dropped: it quotes the text, which may be a secret.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
