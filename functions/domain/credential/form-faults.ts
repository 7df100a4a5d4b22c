import type { CredentialField } from '../model/format-issue.ts';
import { characterCount } from './character-count.ts';
import { asIssued, FIELDS, type FieldSpec, hasFormOf } from './field.ts';
import { type Finding, failure, type Subject } from './finding.ts';

/** As texts: a literal's Unicode properties would be worked out when the file is parsed, at every start. */
const CLASSES: readonly (readonly [pattern: string, name: string])[] = [
  ['[g-zG-Z]', 'a letter that is no hexadecimal digit'],
  ['[a-fA-F0-9]', 'a letter or digit'],
  ['[-_]', 'a hyphen or underscore'],
  ['[+/=]', 'a base64 character (+, / or =)'],
  ['%', 'a percent sign, as in URL encoding'],
  ['\\\\', 'a backslash'],
  ['[!-~]', 'a punctuation character'],
  ['[‐-―−]', 'a typographic dash'],
  ['\\uFFFD', 'a replacement character, the mark of a wrong decoding'],
  ['[\\uFF01-\\uFF5E]', 'a full-width character that looks like ASCII'],
  ['\\p{Script=Cyrillic}', 'a Cyrillic letter that may look like a Latin one'],
  ['\\p{Script=Greek}', 'a Greek letter that may look like a Latin one'],
  ['\\p{Letter}', 'a letter outside ASCII'],
  ['\\p{Number}', 'a digit outside ASCII'],
];

/**
 * Compares a bare value with the form of its field: length, prefix, characters, case. It finds
 * nothing, or a warning, only if the value has the form; so it comes last and leaves no gap.
 */
export function findFormFaults({ field, bare, wrapping }: Subject): readonly Finding[] {
  const form = FIELDS[field];
  if (hasFormOf(field, bare)) return upperCaseWarning(bare, form);
  if (hasFormOf(field, asIssued(field, bare))) return [prefixFault(bare, form)];
  const cleaned = wrapping.length === 0 ? '' : ', white space, quotes and escapes not counted';
  const length = [...bare].length;
  return length === (form.length ?? Math.max(length, 1))
    ? [characterFault(field, bare, cleaned)]
    : lengthFaults(bare, form, cleaned);
}

function upperCaseWarning(bare: string, form: FieldSpec): readonly Finding[] {
  if (!form.hexadecimal || !/[A-F]/.test(bare.slice(form.prefix.length))) return [];
  const detail = `has hexadecimal digits in upper case; Twilio issues an ${form.title} in lower case`;
  return [{ fault: 'letter-case', severity: 'warn', detail }];
}

/** The form is right but for the case of its prefix. */
function prefixFault(bare: string, { prefix, title }: FieldSpec): Finding {
  const begins = bare.slice(0, prefix.length);
  const how = begins === begins.toLowerCase() ? 'in lower case' : 'in mixed case';
  return failure('letter-case', `begins with ${prefix} ${how}; an ${title} has it in upper case`);
}

function lengthFaults(bare: string, form: FieldSpec, cleaned: string): readonly Finding[] {
  const prefix = bare.startsWith(form.prefix) ? '' : ` and does not begin with ${form.prefix}`;
  const wrongLength = failure(
    'wrong-length',
    `has ${characterCount(bare)}${cleaned}${prefix}; an ${form.title} has ${form.length ?? 'at least 1'}`,
  );
  const foreign = describeForeign(bare, (character) => /^[0-9A-Za-z]$/.test(character));
  if (foreign === undefined) return [wrongLength];
  return [wrongLength, failure('wrong-characters', `has ${foreign}${cleaned}`)];
}

function characterFault(field: CredentialField, bare: string, cleaned: string): Finding {
  const form = FIELDS[field];
  const details: string[] = [];
  if (!bare.startsWith(form.prefix)) {
    details.push(`does not begin with ${form.prefix}`);
  }
  // A wrong prefix is named already; there, only look-alikes are named.
  const foreign = describeForeign(bare, (character, index) =>
    (index < form.prefix.length ? /^[!-~]$/ : form.allowed).test(character),
  );
  if (foreign !== undefined) details.push(`has ${foreign}${cleaned}`);
  const after = form.prefix === '' ? '' : `${form.prefix} and `;
  const expected = `an ${form.title} is made of ${after}${form.alphabet}`;
  const hint =
    field === 'authToken' && hasFormOf('apiKeySecret', bare)
      ? '; it has the form of an API key secret'
      : '';
  return failure('wrong-characters', `${details.join(' and ')}; ${expected}${hint}`);
}

/** `a hyphen or underscore at position 9 and 2 more`; undefined when every character is allowed. */
function describeForeign(
  bare: string,
  allowed: (character: string, index: number) => boolean,
): string | undefined {
  const foreign = [...bare]
    .map((character, index) => ({ character, index }))
    .filter(({ character, index }) => !allowed(character, index));
  const [first, ...others] = foreign;
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${describeCharacter(first.character)} at position ${first.index + 1}${more}`;
}

/**
 * The class of one visible character, with its article, for a message that may not show the
 * character itself: it is part of a secret.
 */
function describeCharacter(character: string): string {
  const known = CLASSES.find(([pattern]) => new RegExp(pattern, 'u').test(character));
  return known?.[1] ?? 'a symbol outside ASCII';
}
