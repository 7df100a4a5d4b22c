import type { SecretReference } from '../model/expectation.ts';
import type { CredentialField } from '../model/format-issue.ts';
import { type FieldNames, type NameSets, nameSets } from './field-names.ts';
import type { PayloadObject } from './read-payload.ts';

/** One field as it stands in the secret. */
export interface LocatedField {
  readonly field: CredentialField;
  /** The key in the secret's JSON. */
  readonly jsonField: string;
  readonly value: unknown;
  /** Other keys that hold a different value for this field; `jsonField` itself if it is repeated. */
  readonly rivals: readonly string[];
}

/** Where everything is, and what else there is. */
export interface LocatedFields {
  readonly fields: ReadonlyMap<CredentialField, LocatedField>;
  /** The name each field would be reported missing under. */
  readonly expectedNames: FieldNames;
  readonly found: readonly string[];
  readonly unknownFieldCount: number;
}

/**
 * Finds the fields of a credential under their accepted or mapped names.
 *
 * Of several names for one field the first that is not empty is taken. The admin key's names count
 * only where they make more of a pair than the ordinary ones: the two are never mixed.
 */
export function locateFields(
  payload: PayloadObject,
  mapping: SecretReference['fields'],
): LocatedFields {
  const sets = nameSets(mapping);
  const expectedNames = chooseNames(payload, sets);
  const fields = new Map<CredentialField, LocatedField>();
  for (const field of Object.keys(expectedNames) as CredentialField[]) {
    const located = locate(field, expectedNames[field], payload);
    if (located !== undefined) fields.set(field, located);
  }
  const names = [...payload.members.keys()];
  const found = names.filter((name) => sets.known.has(name));
  return { fields, expectedNames, found, unknownFieldCount: names.length - found.length };
}

/** True for a value that is there in name only. */
export function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function chooseNames({ members }: PayloadObject, { key, adminKey }: NameSets): FieldNames {
  const held = (names: FieldNames): number =>
    [names.apiKeySid, names.apiKeySecret].filter((alternatives) =>
      alternatives.some((name) => members.has(name)),
    ).length;
  return held(adminKey) > held(key) ? adminKey : key;
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
  const rivals = present.filter((name) =>
    name === jsonField ? repeated.has(name) : members.get(name) !== value,
  );
  return { field, jsonField, value, rivals };
}
