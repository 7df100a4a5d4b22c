import type { CredentialKind, HeldKind } from '../model/credential.ts';
import type {
  MalformedCredential,
  MissingFields,
  ParsedCredential,
} from '../model/credential-parse.ts';
import type { SecretReference } from '../model/expectation.ts';
import type { CredentialField } from '../model/format-issue.ts';
import { Redacted } from '../model/redacted.ts';
import {
  buildCredential,
  chooseKind,
  type FieldTexts,
  REQUIRED_FIELDS,
} from './credential-kinds.ts';
import { judgeFields } from './judge-fields.ts';
import { isEmpty, type LocatedField, type LocatedFields, locateFields } from './locate-fields.ts';
import type { PayloadObject } from './payload-object.ts';
import { isAccountSid, isApiKeySid } from './sid.ts';

/** What the configuration says of the secret. */
export interface ParseOptions {
  /** `test` is parsed as an Auth Token pair, which is what test credentials look like. */
  readonly declaredKind: CredentialKind;
  /** A mapped field is looked for under its mapped name only. */
  readonly fields?: SecretReference['fields'];
}

/** What the fields of a payload are as a credential, and where they were found. */
export interface ParsedFields {
  readonly parse: ParsedCredential | MalformedCredential | MissingFields;
  readonly located: LocatedFields;
}

/** Parses the fields of a payload: what `parseCredential` says without its advice on names, and without a URL. */
export function parseFields(object: PayloadObject, options: ParseOptions): ParsedFields {
  const located = locateFields(object, options.fields);
  const { kind, missing } = chooseKind(options.declaredKind, new Set(located.fields.keys()));
  if (missing.length > 0) return { located, parse: missingFields(kind, missing, located) };
  const fields = fieldsOf(kind, located);
  const issues = judgeFields(fields);
  if (issues.some(({ severity }) => severity === 'fail')) {
    return { located, parse: malformed(kind, fields, issues) };
  }
  const credential = buildCredential(kind, textsOf(fields));
  return { located, parse: { outcome: 'parsed', warnings: issues, credential } };
}

function missingFields(
  nearestKind: HeldKind,
  missing: readonly CredentialField[],
  { expectedNames, found, unknownFieldCount }: LocatedFields,
): MissingFields {
  return {
    outcome: 'missing-fields',
    nearestKind,
    found,
    missing: missing.flatMap((field) => expectedNames[field].slice(0, 1)),
    unknownFieldCount,
  };
}

function fieldsOf(kind: HeldKind, { fields }: LocatedFields): readonly LocatedField[] {
  const required = REQUIRED_FIELDS[kind];
  return [...fields.values()].filter(
    ({ field, value }) =>
      required.includes(field) ||
      // A secret may hold an OAuth client and the account it belongs to.
      (kind === 'oauth-client' && field === 'accountSid' && !isEmpty(value)),
  );
}

function malformed(
  kind: HeldKind,
  fields: readonly LocatedField[],
  issues: MalformedCredential['issues'],
): MalformedCredential {
  const texts = textsOf(fields);
  const { accountSid = '', apiKeySid = '' } = withoutFailed(texts, issues);
  const values: Partial<Record<CredentialField, Redacted<string>>> = {};
  for (const [field, text] of Object.entries(texts)) {
    values[field as CredentialField] = new Redacted(text);
  }
  return {
    outcome: 'malformed',
    kind,
    issues,
    sids: {
      ...(isAccountSid(accountSid) && { accountSid }),
      ...(isApiKeySid(apiKeySid) && { apiKeySid }),
    },
    values,
  };
}

/** A SID that is at fault although it has the form of one may be a secret in disguise. */
function withoutFailed(texts: FieldTexts, issues: MalformedCredential['issues']): FieldTexts {
  const failed = issues.filter(({ severity }) => severity === 'fail').map(({ field }) => field);
  const kept = Object.entries(texts).filter(
    ([field]) => !failed.includes(field as CredentialField),
  );
  return Object.fromEntries(kept);
}

function textsOf(fields: readonly LocatedField[]): FieldTexts {
  const texts: Partial<Record<CredentialField, string>> = {};
  for (const { field, value } of fields) {
    if (typeof value === 'string') texts[field] = value;
  }
  return texts;
}
