import type { CredentialField, FormatIssue } from '../../model/format-issue.ts';
import { characterCount } from '../character-count.ts';
import { hasFormOf } from '../field-form.ts';
import { isEmpty, type LocatedField } from '../locate-fields.ts';
import { type Detector, type Finding, failure, type Sibling, type Subject } from './finding.ts';
import { findFormFaults } from './form.ts';
import {
  findApiKeyAsAccount,
  findOtherSid,
  findSecretInSid,
  findSidAsToken,
  findSwapped,
  findTokenAsKeySecret,
} from './misplaced.ts';
import { findOtherValue } from './other-value.ts';
import { type PeeledValue, peel } from './peel.ts';
import { findPlaceholder } from './placeholder.ts';

/** Once one of these fits, nothing else about the value is worth saying. In order. */
const CONCLUSIVE: readonly Detector[] = [findOtherValue, findPlaceholder];

/** The first that fits says what the value is, and so stands in for its length and characters. */
const MISPLACED: readonly Detector[] = [
  findSecretInSid,
  findSwapped,
  findApiKeyAsAccount,
  findSidAsToken,
  findOtherSid,
  findTokenAsKeySecret,
];

/** What a value of its field's very form may still be; no other detector fits one. */
const DISGUISED: readonly Detector[] = [findPlaceholder, findSecretInSid, findTokenAsKeySecret];

/** Fields whose forms exclude each other within a kind. An OAuth client secret may have any form. */
const EXCLUSIVE_FORMS: readonly CredentialField[] = [
  'accountSid',
  'apiKeySid',
  'apiKeySecret',
  'authToken',
];

/** Far above every form there is, and short enough for every pattern here to be quick. */
const MAX_CHARACTERS = 1024;

interface TextField {
  readonly located: LocatedField;
  readonly peeled: PeeledValue;
}

/**
 * Judges the form of every field of one credential, together, since swapped values show only so.
 * The most telling fault of a field comes first. No issue holds a part of any value.
 */
export function judgeFields(fields: readonly LocatedField[]): readonly FormatIssue[] {
  const texts = new Map<LocatedField, TextField>();
  for (const located of fields) {
    const { value } = located;
    if (typeof value === 'string' && value.length <= MAX_CHARACTERS && !isEmpty(value)) {
      texts.set(located, { located, peeled: peel(value) });
    }
  }
  const siblings: readonly Sibling[] = [...texts.values()].map(({ located, peeled }) => ({
    field: located.field,
    jsonField: located.jsonField,
    bare: peeled.bare,
  }));
  return fields.flatMap((located) => {
    const text = texts.get(located);
    const findings =
      text === undefined ? [unreadable(located.value)] : judgeText(subjectOf(text, siblings));
    return [...findings, ...ambiguity(located)].map((finding) => issue(located, finding));
  });
}

function subjectOf({ located, peeled }: TextField, siblings: readonly Sibling[]): Subject {
  const { bare, findings } = peeled;
  return { field: located.field, peeled: peeled.peeled, bare, wrapping: findings, siblings };
}

function judgeText(subject: Subject): readonly Finding[] {
  if (isWellFormed(subject)) {
    const disguised = firstFinding(DISGUISED, subject);
    return disguised === undefined ? findFormFaults(subject) : [disguised];
  }
  const conclusive = firstFinding(CONCLUSIVE, subject);
  if (conclusive !== undefined) return [conclusive];
  const misplaced = firstFinding(MISPLACED, subject);
  return misplaced === undefined
    ? [...subject.wrapping, ...findFormFaults(subject)]
    : [misplaced, ...subject.wrapping];
}

/** The common case, judged first: a good credential meets three detectors in place of seven. */
function isWellFormed({ field, bare, wrapping }: Subject): boolean {
  return wrapping.length === 0 && EXCLUSIVE_FORMS.includes(field) && hasFormOf(field, bare);
}

function firstFinding(detectors: readonly Detector[], subject: Subject): Finding | undefined {
  for (const detect of detectors) {
    const finding = detect(subject);
    if (finding !== undefined) return finding;
  }
  return undefined;
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

function ambiguity({ jsonField, rivals }: LocatedField): readonly Finding[] {
  const others = rivals.filter((name) => name !== jsonField);
  const details: string[] = [];
  if (others.length < rivals.length) {
    details.push('stands more than once in the JSON with different values; the last is used');
  }
  if (others.length > 0) {
    details.push(
      `is used, but ${others.join(' and ')} may be what the application reads: the values differ`,
    );
  }
  return details.map((detail) => ({ fault: 'ambiguous', severity: 'warn', detail }));
}

function issue({ field, jsonField }: LocatedField, finding: Finding): FormatIssue {
  const { fault, severity, detail } = finding;
  return { field, jsonField, fault, severity, message: `${jsonField} ${detail}` };
}
