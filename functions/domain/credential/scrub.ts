import type { Redacted } from '../model/redacted.ts';
import { REPLACEMENT } from './hide-in.ts';
import { plainWords } from './plain-words.ts';

/** Shortest part of a secret that counts as a leak. */
const PART_LENGTH = 8;

/** A shorter secret is hardly one, and replacing "a" or "key" everywhere would ruin the text. */
const SHORTEST_SECRET = 4;

/** Takes a text and gives it without the secrets it was made for. */
export type Scrubber = (text: string) => string;

/**
 * Replaces every part of a secret in `text` by `[redacted]`: any 8 characters or more of
 * it as it is, backwards, in rot13, without white space, URL-encoded, in hex, base32, base64 twice, or in
 * base64 and base64url at each of the three alignments, so also inside a longer encoded text. Upper and
 * lower case count as equal, and so do such texts with signs, blanks or line ends between their characters.
 * A secret of 4 to 7 characters is replaced as a whole; a shorter one is left alone.
 * It is meant for texts that other systems wrote: the error message of a service, the answer of a proxy.
 */
export function scrub(text: string, secrets: readonly Redacted<string>[]): string {
  return createScrubber(secrets)(text);
}

/**
 * {@link scrub} for many texts. Making one is cheap, and so is a text without a secret; the parts
 * of a form are worked out for a text that may hold one.
 */
export function createScrubber(secrets: readonly Redacted<string>[]): Scrubber {
  const exact: string[] = [];
  const squeezed: string[] = [];
  for (const value of secrets.map((secret) => secret.expose())) {
    const forms = formsOf(value);
    // Of a placeholder such as `your-auth-token` the letters alone would be found in any sentence.
    if (plainWords(value) === value) exact.push(...forms);
    else {
      squeezed.push(...forms.map(lettersAndDigits));
      // A form of letters and digits alone is found among those of the text.
      exact.push(...forms.filter((form) => /[^A-Za-z0-9]/.test(form)));
    }
  }
  const findExactly = createSearch(exact);
  const findSqueezed = createSearch(squeezed);
  return (text) => {
    const inText = findExactly(text);
    const inLetters = findSqueezed(lettersAndDigits(text));
    if (inText.length === 0 && inLetters.length === 0) return text;
    const hidden = new Set<number>();
    for (const [start, end] of inText) hide(hidden, start, end);
    const places = placesOfLettersAndDigits(text);
    for (const [start, end] of inLetters) {
      hide(hidden, Number(places[start]), Number(places[end - 1]) + 1);
    }
    return replaceHidden(text, hidden);
  };
}

function hide(hidden: Set<number>, start: number, end: number): void {
  for (let index = start; index < end; index++) hidden.add(index);
}

function lettersAndDigits(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/g, '');
}

function placesOfLettersAndDigits(text: string): readonly number[] {
  return Array.from(text.matchAll(/[A-Za-z0-9]/g), ({ index }) => index);
}

/** Finds where parts of the forms begin and end in a text. */
type Search = (text: string) => readonly (readonly [start: number, end: number])[];

function createSearch(given: readonly string[]): Search {
  // A set, since base64 and base64url are often the same.
  const anchors = anchorsOf(new Set(given.map(foldCase)));
  return (text) => {
    const folded = foldCase(text);
    const parts = groupParts(formsNear(folded, anchors));
    return [...parts].flatMap(([length, some]) => findParts(folded, some, length));
  };
}

/**
 * Few short stretches such that every part holds at least one whole: of any 8 characters in a row, 4
 * begin a stretch of 5, and one of these 4 is at a multiple of 4. Most texts hold none.
 */
interface Anchors {
  readonly forms: readonly string[];
  /** The stretches of all forms, by {@link nextKey}. */
  readonly keys: ReadonlySet<number>;
  /** Forms without 8 characters in a row, which are looked for as they are. */
  readonly shortForms: readonly string[];
}

const ANCHOR_LENGTH = 5;
const ANCHOR_DISTANCE = PART_LENGTH - ANCHOR_LENGTH + 1;

function anchorsOf(given: ReadonlySet<string>): Anchors {
  const forms = [...given];
  const keys = new Set<number>();
  for (const form of forms) {
    if (form.length < PART_LENGTH) continue;
    for (let end = ANCHOR_LENGTH; end <= form.length; end += ANCHOR_DISTANCE) {
      let key = 0;
      for (let index = end - ANCHOR_LENGTH; index < end; index++) key = nextKey(key, form, index);
      keys.add(key);
    }
  }
  const isShort = ({ length }: string): boolean =>
    length >= SHORTEST_SECRET && length < PART_LENGTH;
  return { forms, keys, shortForms: forms.filter(isShort) };
}

/**
 * A number for the last {@link ANCHOR_LENGTH} characters, 6 bits each, from the number that ended one character
 * before; two stretches that share one cost a second look.
 */
function nextKey(key: number, text: string, index: number): number {
  return ((key << 6) ^ text.charCodeAt(index)) & 0x3fff_ffff;
}

/** The forms of which the text may hold a part. Allocates nothing for a character: every answer is read by it. */
function formsNear(folded: string, { forms, keys, shortForms }: Anchors): ReadonlySet<string> {
  const near = new Set(shortForms.filter((form) => folded.includes(form)));
  let key = 0;
  for (let index = 0; index < folded.length; index++) {
    key = nextKey(key, folded, index);
    if (!keys.has(key)) continue;
    const stretch = folded.slice(index + 1 - ANCHOR_LENGTH, index + 1);
    for (const form of forms) if (form.includes(stretch)) near.add(form);
  }
  return near;
}

/** The parts to look for, by their length: {@link PART_LENGTH}, or that of a short form. */
type PartsByLength = ReadonlyMap<number, ReadonlySet<string>>;

function groupParts(forms: ReadonlySet<string>): PartsByLength {
  const groups = new Map<number, Set<string>>();
  for (const part of [...forms].flatMap(partsOf)) {
    const group = groups.get(part.length) ?? new Set();
    groups.set(part.length, group.add(part));
  }
  return groups;
}

function findParts(
  folded: string,
  parts: ReadonlySet<string>,
  length: number,
): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (let start = 0; start + length <= folded.length; start++) {
    if (parts.has(folded.slice(start, start + length))) found.push([start, start + length]);
  }
  return found;
}

function replaceHidden(text: string, hidden: ReadonlySet<number>): string {
  let shown = '';
  for (let index = 0; index < text.length; index++) {
    if (!hidden.has(index)) shown += text.charAt(index);
    else if (!hidden.has(index - 1)) shown += REPLACEMENT;
  }
  return shown;
}

/** Every stretch of 8 characters; a shorter form only as a whole, a very short one not at all. */
function partsOf(form: string): readonly string[] {
  const parts = [form.slice(0, PART_LENGTH)];
  for (let start = 1; start + PART_LENGTH <= form.length; start++) {
    parts.push(form.slice(start, start + PART_LENGTH));
  }
  return parts;
}

function formsOf(secret: string): readonly string[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const encoder = new TextEncoder();
  const bytes = encoder.encode(secret);
  const base64 = [0, 1, 2].map((alignment) => base64At(bytes, alignment));
  const base64url = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  // A lone surrogate would make encodeURIComponent throw.
  const urlEncoded = encodeURIComponent(secret.toWellFormed());
  const spaceless = secret.replaceAll(/\s/g, '');
  const backwards = Array.from(secret).reverse().join('');
  return [
    ...[secret, spaceless, urlEncoded, backwards, rot13(secret)],
    ...[hexOf(bytes), hexOf(encoder.encode(backwards)), base32Of(bytes)],
    ...[...base64, ...base64url, btoa(String(base64[0]))],
  ];
}

function rot13(text: string): string {
  return text.replaceAll(/[A-Za-z]+/g, (letters) => {
    const turned = Array.from(letters, (letter) => {
      const code = letter.charCodeAt(0);
      return (code & 31) > 13 ? code - 13 : code + 13;
    });
    return String.fromCharCode(...turned);
  });
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding. */
function base32Of(bytes: Uint8Array): string {
  let encoded = '';
  let waiting = 0;
  let bits = 0;
  for (const byte of bytes) {
    waiting = ((waiting << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) encoded += BASE32.charAt((waiting >> (bits - 5)) & 31);
  }
  for (; bits > 0; bits -= 5) encoded += BASE32.charAt((waiting << (5 - bits)) & 31);
  return encoded;
}

/**
 * The base64 characters that depend on `bytes` alone when `alignment` other bytes come before them;
 * those at both ends mix in the bits of the next byte and are left out.
 */
function base64At(bytes: Uint8Array, alignment: number): string {
  const lead = alignment === 0 ? 0 : alignment + 1;
  const encoded = btoa(String.fromCharCode(...new Uint8Array(alignment), ...bytes));
  const wholeBits = (alignment + bytes.length) * 8;
  return encoded.slice(lead, Math.floor(wholeBits / 6));
}

function hexOf(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return digits;
}

/** Full lower-casing can change the length of a text that is not ASCII, and so the positions. */
function foldCase(text: string): string {
  const folded = text.toLowerCase();
  if (folded.length === text.length) return folded;
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
