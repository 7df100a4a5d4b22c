import type { CredentialField } from '../../model/format-issue.ts';
import { characterCount } from '../character-count.ts';
import { FIELD_FORMS, type FieldForm, hasFormOf } from '../field-form.ts';
import { describeCharacter } from './character-class.ts';
import { type Finding, failure, type Subject } from './finding.ts';

/**
 * Holds a bare value against the form of its field: length, prefix, characters, case. It finds
 * nothing, or a warning, only if the value has the form; so it comes last and leaves no gap.
 */
export function findFormFaults({ field, bare, wrapping }: Subject): readonly Finding[] {
  const form = FIELD_FORMS[field];
  if (hasFormOf(field, bare)) return upperCaseWarning(bare, form);
  const cleaned = wrapping.length === 0 ? '' : ', white space, quotes and escapes not counted';
  const length = [...bare].length;
  return length === (form.length ?? Math.max(length, 1))
    ? [characterFault(field, bare, cleaned)]
    : lengthFaults(bare, form, cleaned);
}

function upperCaseWarning(bare: string, form: FieldForm): readonly Finding[] {
  if (!form.hexadecimal || !/[A-F]/.test(bare.slice(form.prefix.length))) return [];
  const detail = `has hexadecimal digits in upper case; Twilio issues ${form.name} in lower case`;
  return [{ fault: 'upper-case', severity: 'warn', detail }];
}

function lengthFaults(bare: string, form: FieldForm, cleaned: string): readonly Finding[] {
  const prefix = bare.startsWith(form.prefix) ? '' : ` and does not begin with ${form.prefix}`;
  const wrongLength = failure(
    'wrong-length',
    `has ${characterCount(bare)}${cleaned}${prefix}; ${form.name} has ${form.length ?? 'at least 1'}`,
  );
  const foreign = describeForeign(bare, (character) => /^[0-9A-Za-z]$/.test(character));
  if (foreign === undefined) return [wrongLength];
  return [wrongLength, failure('wrong-characters', `has ${foreign}${cleaned}`)];
}

function characterFault(field: CredentialField, bare: string, cleaned: string): Finding {
  const form = FIELD_FORMS[field];
  const details: string[] = [];
  if (!bare.startsWith(form.prefix)) {
    const other = bare.toUpperCase().startsWith(form.prefix) ? ' (it is in lower case)' : '';
    details.push(`does not begin with ${form.prefix}${other}`);
  }
  // A wrong prefix is told by now; there, only look-alikes are named.
  const foreign = describeForeign(bare, (character, index) =>
    (index < form.prefix.length ? /^[!-~]$/ : form.allowed).test(character),
  );
  if (foreign !== undefined) details.push(`has ${foreign}${cleaned}`);
  const after = form.prefix === '' ? '' : `${form.prefix} and `;
  const expected = `${form.name} is made of ${after}${form.alphabet}`;
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
