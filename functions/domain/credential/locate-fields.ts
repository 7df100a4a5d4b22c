import type { SecretReference } from '../model/expectation.ts';
import type { CredentialField } from '../model/format-issue.ts';
import { CREDENTIAL_FIELDS, FIELDS } from './field.ts';
import { type PayloadObject, type Repetition, valueAt } from './payload-object.ts';

type Mapping = SecretReference['fields'];

/** For each field, the keys of the secret's JSON it is looked for under, first match first. */
export type FieldNames = Readonly<Record<CredentialField, readonly string[]>>;

/** AWS's URL to try a key by, which is no part of the credential. */
const VALIDATION_URL = ['validationUrl', 'validation_url'];

/** One field as the secret has it. */
export interface LocatedField {
  readonly field: CredentialField;
  /** The key in the secret's JSON. */
  readonly jsonField: string;
  readonly value: unknown;
  /** Other keys that hold this field too; `jsonField` itself if it is repeated. */
  readonly copies: readonly FieldCopy[];
}

/** Another place of one field. `empty` is there in name only. */
export interface FieldCopy {
  readonly jsonField: string;
  readonly value: Repetition | 'empty';
}

/** Where everything is, and what else there is. */
export interface LocatedFields {
  readonly fields: ReadonlyMap<CredentialField, LocatedField>;
  /** The name each field would be reported missing under. */
  readonly expectedNames: FieldNames;
  readonly found: readonly string[];
  readonly unknownFieldCount: number;
  /** Absent where there is none, or an empty one. */
  readonly validationUrl?: Pick<LocatedField, 'jsonField' | 'value'> | undefined;
}

/**
 * Finds the fields of a credential under their accepted or mapped names. A mapped name that is no key at
 * the top is a path: its dots lead through objects, and through texts that hold JSON.
 *
 * Of several names for one field the first that is not empty is taken. The admin key's names count
 * only where they make more of a pair than the ordinary ones: the two are never mixed.
 */
export function locateFields(given: PayloadObject, mapping: Mapping): LocatedFields {
  const payload = withMappedPaths(given, mapping);
  const expectedNames = chooseNames(payload, mapping);
  const fields = new Map<CredentialField, LocatedField>();
  for (const field of CREDENTIAL_FIELDS) {
    const located = locate(field, expectedNames[field], payload);
    if (located !== undefined) fields.set(field, located);
  }
  const known = knownNames(mapping);
  const found = [...payload.members.keys()].filter((name) => known.has(name));
  const unknown = [...given.members.keys()].filter((name) => !known.has(name));
  return {
    fields,
    expectedNames,
    found,
    unknownFieldCount: unknown.length,
    validationUrl: VALIDATION_URL.map((jsonField) => ({
      jsonField,
      value: payload.members.get(jsonField) ?? null,
    })).find(({ value }) => !isEmpty(value)),
  };
}

/** With every mapped path as if it were a key at the top. */
function withMappedPaths(payload: PayloadObject, mapping: Mapping): PayloadObject {
  const paths = Object.values(mapping ?? {}).filter((name) => !payload.members.has(name));
  const members = new Map(payload.members);
  const repeated = new Map(payload.repeated);
  for (const path of paths) {
    const found = valueAt(payload, path.split('.'));
    if (found === undefined) continue;
    members.set(path, found.value);
    if (found.repeated !== undefined) repeated.set(path, found.repeated);
  }
  return { ...payload, members, repeated };
}

/** True for a value that is there in name only. */
export function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

/**
 * The ordinary names or those of the admin key, with the mapping applied. Two sets, not more names for one
 * field: a secret may hold both keys, and a SID of one with the secret of the other is no credential.
 */
function chooseNames({ members }: PayloadObject, mapping: Mapping): FieldNames {
  const key = namesWith(mapping, (field) => FIELDS[field].names);
  const adminKey = namesWith(
    mapping,
    (field) => FIELDS[field].adminKeyNames ?? FIELDS[field].names,
  );
  const held = (names: FieldNames): number =>
    [names.apiKeySid, names.apiKeySecret].filter((alternatives) =>
      alternatives.some((name) => members.has(name)),
    ).length;
  return held(adminKey) > held(key) ? adminKey : key;
}

/** A mapped field is looked for under its mapped name and no other. */
function namesWith(
  mapping: Mapping,
  namesOf: (field: CredentialField) => readonly string[],
): FieldNames {
  const entries = CREDENTIAL_FIELDS.map((field) => {
    const mapped = mapping?.[field];
    return [field, mapped === undefined ? namesOf(field) : [mapped]];
  });
  return Object.fromEntries(entries) as FieldNames;
}

/** Every name that may be printed and is not counted as unknown, mapped or not. */
function knownNames(mapping: Mapping): ReadonlySet<string> {
  const accepted = Object.values(FIELDS).flatMap(({ names, adminKeyNames = [] }) => [
    ...names,
    ...adminKeyNames,
  ]);
  return new Set([...accepted, ...VALIDATION_URL, ...Object.values(mapping ?? {})]);
}

function locate(
  field: CredentialField,
  names: readonly string[],
  { members, repeated }: PayloadObject,
): LocatedField | undefined {
  const present = names.filter((name) => members.has(name));
  const jsonField = present.find((name) => !isEmpty(members.get(name))) ?? present[0];
  if (jsonField === undefined) return undefined;
  const value = members.get(jsonField);
  const copies = present.flatMap((name) => {
    if (name !== jsonField) return [{ jsonField: name, value: compared(members.get(name), value) }];
    const repetition = repeated.get(name);
    return repetition === undefined ? [] : [{ jsonField, value: repetition }];
  });
  return { field, jsonField, value, copies };
}

function compared(other: unknown, value: unknown): FieldCopy['value'] {
  if (other === value) return 'alike';
  return isEmpty(other) ? 'empty' : 'different';
}
