import type { CredentialField } from '../model/format-issue.ts';
import { CREDENTIAL_FIELDS, FIELDS } from './field.ts';

/** The environment variables that hold a field, first match first: none for the fields of an OAuth client. */
export function variableNames(field: CredentialField): readonly string[] {
  return FIELDS[field].names.filter((name) => name.startsWith('TWILIO_'));
}

/** The variables of a credential with their values, which may be secrets. An empty one counts as unset. */
export function credentialVariables(
  env: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of CREDENTIAL_FIELDS.flatMap(variableNames)) {
    const value = env[name];
    if (value) found.set(name, value);
  }
  return found;
}
