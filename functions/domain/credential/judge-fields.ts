import type { FormatIssue } from '../model/format-issue.ts';
import { characterCount } from './character-count.ts';
import { DETECTORS } from './detectors.ts';
import { FIELDS, hasFormOf } from './field.ts';
import { type Finding, failure, type Sibling, type Subject } from './finding.ts';
import { findFormFaults } from './form-faults.ts';
import { type FieldCopy, isEmpty, type LocatedField } from './locate-fields.ts';
import { stripWrapping, type UnwrappedValue } from './strip-wrapping.ts';

/** Far above every form there is, and short enough for every pattern here to be quick. */
const MAX_CHARACTERS = 1024;

interface TextField {
  readonly located: LocatedField;
  readonly value: UnwrappedValue;
}

/**
 * Judges the form of every field of one credential, together, since swapped values show only so.
 * The fault that explains most comes first. No issue holds a part of any value.
 */
export function judgeFields(fields: readonly LocatedField[]): readonly FormatIssue[] {
  const texts = new Map<LocatedField, TextField>();
  for (const located of fields) {
    const { value } = located;
    if (typeof value === 'string' && value.length <= MAX_CHARACTERS && !isEmpty(value)) {
      texts.set(located, { located, value: stripWrapping(value) });
    }
  }
  const siblings: readonly Sibling[] = [...texts.values()].map(({ located, value }) => ({
    field: located.field,
    jsonField: located.jsonField,
    bare: value.bare,
  }));
  return fields.flatMap((located) => {
    const text = texts.get(located);
    const findings =
      text === undefined ? [unreadable(located.value)] : judgeText(subjectOf(text, siblings));
    return [...findings, ...ambiguity(located)].map((finding) => issue(located, finding));
  });
}

function subjectOf({ located, value }: TextField, siblings: readonly Sibling[]): Subject {
  const { unwrapped, bare, findings } = value;
  return { field: located.field, unwrapped, bare, wrapping: findings, siblings };
}

function judgeText(subject: Subject): readonly Finding[] {
  const wellFormed = isWellFormed(subject);
  for (const { fault, standsAlone, inDisguise, find } of DETECTORS) {
    // The common case is a good credential: it meets three detectors in place of eight.
    const detail = wellFormed && !inDisguise ? undefined : find(subject);
    if (detail === undefined) continue;
    return standsAlone ? [failure(fault, detail)] : [failure(fault, detail), ...subject.wrapping];
  }
  return [...subject.wrapping, ...findFormFaults(subject)];
}

/** Only where Twilio publishes a form: an OAuth client secret may have any. */
function isWellFormed({ field, bare, wrapping }: Subject): boolean {
  return wrapping.length === 0 && FIELDS[field].length !== undefined && hasFormOf(field, bare);
}

function unreadable(value: unknown): Finding {
  if (value === null) return failure('empty', 'is null');
  if (typeof value !== 'string') {
    const type = Array.isArray(value) ? 'array' : typeof value;
    return failure('not-a-string', `is not a string but of the JSON type ${type}`);
  }
  if (value === '') return failure('empty', 'is an empty string');
  if (isEmpty(value)) return failure('empty', `holds only white space (${characterCount(value)})`);
  return failure('wrong-length', `has ${characterCount(value)}, more than any credential`);
}

/**
 * A field that the secret holds more than once. Two values are a fault: which of them an application reads
 * depends on its parser and its names. Two that are alike, or one that is empty, are an oddity.
 */
function ambiguity({ jsonField, copies }: LocatedField): readonly Finding[] {
  return copies.map(({ jsonField: other, value }) => ({
    fault: 'ambiguous',
    severity: value === 'different' ? 'fail' : 'warn',
    detail: other === jsonField ? REPEATED[value] : beside(other, value),
  }));
}

const REPEATED: Readonly<Record<FieldCopy['value'], string>> = {
  different: 'stands more than once in the JSON with different values: some parsers keep the first',
  alike: 'stands more than once in the JSON, with the same value',
  empty: 'stands more than once in the JSON',
};

function beside(other: string, value: FieldCopy['value']): string {
  switch (value) {
    case 'different':
      return `and ${other} both hold it, and the values differ: either may be what the application reads`;
    case 'alike':
      return `and ${other} both hold it, with the same value: one will be forgotten when it changes`;
    case 'empty':
      return `is used, and ${other} beside it is empty`;
  }
}

function issue({ field, jsonField }: LocatedField, finding: Finding): FormatIssue {
  const { fault, severity, detail } = finding;
  return { field, jsonField, fault, severity, message: `${jsonField} ${detail}` };
}
