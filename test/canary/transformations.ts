/** A seeded generator (mulberry32): the same secrets on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ALPHABETS = {
  'an Auth Token': '0123456789abcdef',
  'an API key secret': `${LETTERS}0123456789`,
  'a client secret': `${LETTERS}0123456789-_`,
} as const;

/** Secrets of each form that Twilio gives out. */
export function generateSecrets(count: number, seed: number): readonly string[] {
  const random = seededRandom(seed);
  const alphabets = Object.values(ALPHABETS);
  return Array.from({ length: count }, (_, index) => {
    const alphabet = alphabets[index % alphabets.length] ?? '';
    const length = index % alphabets.length === 2 ? 64 : 32;
    const character = (): string => alphabet.charAt(Math.floor(random() * alphabet.length));
    return Array.from({ length }, character).join('');
  });
}

const bytes = (text: string): Buffer => Buffer.from(text);
const each = (text: string, map: (character: string) => string, between = ''): string =>
  Array.from(text, map).join(between);
const code = (character: string): number => character.charCodeAt(0);
const hex = (character: string): string => code(character).toString(16).padStart(2, '0');
const chunks = (text: string, size: number): string[] =>
  text.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
const WORDS = ['the', 'account', 'is', 'not', 'ready', 'for', 'messages', 'today'];
const amongWords = (parts: readonly string[]): string =>
  parts.map((part, index) => `${part} ${WORDS[index % WORDS.length]}`).join(' ');
const swapCase = (text: string): string =>
  each(text, (one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()));
const rotate = (text: string, by: number): string =>
  text.replaceAll(/[A-Za-z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((code(letter) - base + by) % 26) + base);
  });
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base32 = (text: string): string =>
  chunks(
    each(text, (one) => code(one).toString(2).padStart(8, '0')),
    5,
  )
    .map((group) => BASE32.charAt(Number.parseInt(group.padEnd(5, '0'), 2)))
    .join('');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
/** Two or more signs for a character, as Morse does it. */
const dots = (text: string): string =>
  each(text, (one) => code(one).toString(2).replaceAll('0', '.').replaceAll('1', '-'), ' ');

/** Ways in which a service, a proxy or an attacker may write a secret. */
export const TRANSFORMATIONS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  reversed: (secret) =>
    each(secret, (one) => one)
      .split('')
      .reverse()
      .join(''),
  'in upper case': (secret) => secret.toUpperCase(),
  'with swapped case': swapCase,
  spaced: (secret) => each(secret, (one) => one, ' '),
  hyphenated: (secret) => each(secret, (one) => one, '-'),
  'with dots': (secret) => each(secret, (one) => one, '.'),
  'one character on each line': (secret) => each(secret, (one) => one, '\n'),
  'in two lines': (secret) => `${secret.slice(0, 16)}\n${secret.slice(16)}`,
  'in pairs': (secret) => chunks(secret, 2).join(' '),
  'in threes': (secret) => chunks(secret, 3).join(' '),
  'in fours': (secret) => chunks(secret, 4).join('-'),
  'in fives, by commas': (secret) => chunks(secret, 5).join(', '),
  'in sevens': (secret) => chunks(secret, 7).join(' / '),
  'characters among words': (secret) => amongWords(Array.from(secret)),
  'pairs among words': (secret) => amongWords(chunks(secret, 2)),
  'numbers among words': (secret) => amongWords(Array.from(secret, (one) => `${code(one)}`)),
  'every character quoted': (secret) => each(secret, (one) => `'${one}'`, ', '),
  base64: (secret) => bytes(secret).toString('base64'),
  'base64 twice': (secret) => bytes(bytes(secret).toString('base64')).toString('base64'),
  'base64 of it reversed': (secret) => bytes(secret).reverse().toString('base64'),
  'base64 in fours': (secret) => chunks(bytes(secret).toString('base64'), 4).join(' '),
  base64url: (secret) => bytes(`:${secret}`).toString('base64url'),
  'base64 of UTF-16 LE': (secret) => Buffer.from(secret, 'utf16le').toString('base64'),
  'hex of UTF-16 BE': (secret) => utf16be(secret).toString('hex'),
  hex: (secret) => bytes(secret).toString('hex'),
  'hex with colons': (secret) => each(secret, hex, ':'),
  'hex with 0x': (secret) => each(secret, (one) => `0x${hex(one)}`, ', '),
  'hex in words of four': (secret) => chunks(bytes(secret).toString('hex'), 4).join(' '),
  'a decimal array': (secret) => JSON.stringify([...bytes(secret)]),
  'decimals without a sign between': (secret) => each(secret, (one) => `${code(one)}`),
  octal: (secret) => each(secret, (one) => code(one).toString(8), ' '),
  binary: (secret) => each(secret, (one) => code(one).toString(2).padStart(8, '0'), ' '),
  'HTML entities, decimal': (secret) => each(secret, (one) => `&#${code(one)};`),
  'HTML entities, hex': (secret) => each(secret, (one) => `&#x${hex(one)};`),
  'percent-encoded': (secret) => each(secret, (one) => `%${hex(one)}`),
  'JSON escapes': (secret) => each(secret, (one) => `\\u00${hex(one)}`),
  'C escapes': (secret) => each(secret, (one) => `\\x${hex(one)}`),
  'quoted-printable': (secret) => each(secret, (one) => `=${hex(one).toUpperCase()}`),
  base32,
  'base32 in fours, in lower case': (secret) => chunks(base32(secret).toLowerCase(), 4).join(' '),
  rot13: (secret) => rotate(secret, 13),
  'rot13 in fours': (secret) => chunks(rotate(secret, 13), 4).join(' '),
  'full-width letters': (secret) => each(secret, (one) => String.fromCharCode(code(one) + 0xfee0)),
  'zero-width spaces between': (secret) => each(secret, (one) => one, '\u200b'),
  'dots and dashes': dots,
  'in fours, by slashes': (secret) => chunks(secret, 4).join('/'),
};

/** Characters of the secret in a row that are a leak. */
const PART = 8;

/**
 * The longest stretch of `shown` that also stands in what was made of a secret, where it is as long as 8
 * characters of the secret make it; signs and blanks do not count. Undefined where there is none.
 */
export function leakIn(shown: string, secret: string, transformed: string): string | undefined {
  const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[^A-Za-z0-9.-]/g, '');
  const [text, made] = [plain(shown), plain(transformed)];
  const length = Math.max(PART, Math.ceil((PART * made.length) / secret.length));
  for (let start = 0; start + length <= made.length; start++) {
    const stretch = made.slice(start, start + length);
    if (text.includes(stretch)) return stretch;
  }
  return undefined;
}
