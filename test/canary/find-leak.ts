/** Shortest part of a secret that counts as shown. */
const PART = 8;
/** The same part in hex. */
const HEX_PART = 16;

/** Looks for secrets in what was said. */
export interface LeakFinder {
  /** The first leak in `text`, with what stands around it, or undefined. */
  find(text: string): string | undefined;
}

/**
 * Finds any part of 8 characters of any of `secrets`: as it is, URL-encoded, in hex, in JSON's
 * escapes, in base64 and base64url at every alignment, so also inside `base64(user:password)`.
 * Written apart from the product's scrubber, so that both cannot be wrong in the same way.
 */
export function createLeakFinder(secrets: readonly string[]): LeakFinder {
  const parts = new Map<string, string>();
  for (const secret of secrets) {
    for (const [form, text] of formsOf(secret)) {
      for (const part of windows(text, PART)) parts.set(part, form);
    }
    const hex = Buffer.from(secret, 'utf8').toString('hex');
    for (const part of windows(hex, HEX_PART)) parts.set(part, 'hex');
  }
  const findPart = (text: string, length: number): string | undefined => {
    let at = -1;
    for (const part of windows(text, length)) {
      at += 1;
      const form = parts.get(part);
      if (form !== undefined) return `${form} in …${text.slice(Math.max(0, at - 60), at + 40)}…`;
    }
    return undefined;
  };
  return { find: (text) => findPart(text, PART) ?? findPart(text, HEX_PART) };
}

function formsOf(secret: string): readonly (readonly [form: string, text: string])[] {
  const bytes = Buffer.from(secret, 'utf8');
  const aligned = [0, 1, 2].flatMap((offset): readonly (readonly [string, string])[] => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    // The characters at either end also hold bits of the neighbours.
    const cut = (text: string): string => text.slice(offset === 0 ? 0 : offset + 1, -4);
    return [
      ['base64', cut(padded.toString('base64'))],
      ['base64url', cut(padded.toString('base64url'))],
    ];
  });
  return [
    ['plain', secret],
    ['without white space', secret.replaceAll(/\s/g, '')],
    ['URL-encoded', encodeURIComponent(secret)],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ...aligned,
  ];
}

function* windows(text: string, length: number): Generator<string> {
  for (let start = 0; start + length <= text.length; start += 1) {
    yield text.slice(start, start + length);
  }
}
