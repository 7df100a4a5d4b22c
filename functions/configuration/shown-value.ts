import { plainWords } from '../domain/credential/plain-words.ts';
import { isMixed, isSecretShaped, TOKEN_LENGTH } from '../domain/credential/secret-shape.ts';
import { secretInUrl } from './secret-in-url.ts';

const HIDDEN = '[not shown: it looks like a secret]';
const SHOWN_LENGTH = 80;
// Shorter than a token, longer than most words with a number in them.
const CUT_TOKEN_LENGTH = 24;
// A part of a token, as of one cut off while pasting; CloudFormation's names end in 12 or 13 such characters.
const PART_LENGTH = 14;

/**
 * A received value as a message may show it: JSON, at most 80 characters. A text that holds
 * something of the form of a Twilio secret (32 hex or base62 characters, or 14 of them, also with blanks or
 * signs between) is replaced as a whole: people paste tokens into the wrong place. So is one with a URL that
 * holds a key. SIDs and UUIDs are identifiers and are shown.
 */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  if (mayHoldSecret(json) || (typeof value === 'string' && mayHoldSecret(value))) return HIDDEN;
  return shorten(json);
}

/** True for a text in which {@link showValue} did not show a value. */
export function isHidden(shown: string): boolean {
  return shown.includes(HIDDEN);
}

/**
 * A name someone gave (a key, an environment) for use inside a sentence or a path: as it is when it is
 * of plain characters, else as {@link showValue} shows it.
 */
export function showName(name: string): string {
  const shown = showValue(name);
  return shown === `"${name}"` && /^[\w.$-]+$/.test(name) ? name : shown;
}

/** True for a text in which a part is of that form, or begins with it. */
export function holdsSecretShape(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some((run) => isSecretShaped(run.slice(0, TOKEN_LENGTH)));
}

function mayHoldSecret(text: string): boolean {
  if (secretInUrl(text) !== undefined) return true;
  const runs = text.replaceAll(IDENTIFIER, 'id').match(/[A-Za-z0-9]+/g) ?? [];
  const unknown = runs.filter((run) => !isSidLike(run) && !isLogicalId(run) && !isPlainWord(run));
  const joined = runs.join('');
  const isHexToken = /^[0-9a-f]{32}$/.test(joined) && isMixed(joined);
  if (isHexToken || unknown.some(isOfTokenForm)) return true;
  // A spaced token has no words around it, as the random parts of a path have.
  const [spaced, words] = [unknown.join(''), runs.filter(isPlainWord).join('')];
  return words.length < spaced.length && isRandom(spaced);
}

function isOfTokenForm(run: string): boolean {
  if (run.length >= TOKEN_LENGTH || isRandom(run)) return true;
  return isMixed(run) && (run.length >= CUT_TOKEN_LENGTH || /^[0-9a-f]{14,}$/.test(run));
}

/** The id of a multi-Region KMS key, and a UUID: both have 32 hex digits and are no secret. */
const IDENTIFIER = /\bmrk-[0-9a-f]{32}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/**
 * True where words, runs of capitals and numbers follow each other faster than in names: in a secret each is
 * 2 characters long on average, in a name such as `MyTwilioProdStack2` more than 3.
 */
function isRandom(run: string): boolean {
  const pieces = run.match(/[A-Z]?[a-z]+|[A-Z]+|[0-9]+/g) ?? [];
  return run.length >= PART_LENGTH && pieces.length * 3 >= run.length;
}

function isSidLike(run: string): boolean {
  // A SID has 34 characters; one of exactly 32 may as well be an upper-case token that begins with two letters.
  return run.length !== TOKEN_LENGTH && /^(?:[A-Z]{2}|ac|sk)[0-9a-fA-F]{0,34}$/.test(run);
}

/** Words that each begin in upper case, and the eight hex digits that the CDK puts after them. */
function isLogicalId(run: string): boolean {
  const words = run.replace(/[0-9A-F]{8}$/, '');
  return words !== '' && words === (words.match(/[A-Z][a-z]{2,}/g) ?? []).join('');
}

/** Of fewer letters a spaced secret has many. */
function isPlainWord(run: string): boolean {
  return /[A-Za-z]{3}/.test(run) && plainWords(run) === run;
}

function shorten(json: string): string {
  return json.length <= SHOWN_LENGTH ? json : `${json.slice(0, SHOWN_LENGTH - 1)}…`;
}
