import type { Credential } from '../model/credential.ts';
import type { MalformedCredential } from '../model/credential-parse.ts';
import type { CredentialField, FormatFault } from '../model/format-issue.ts';
import { buildCredential } from './credential-kinds.ts';
import { hasFormOf } from './field.ts';
import { stripWrapping } from './strip-wrapping.ts';

/** Faults that taking something off, or putting two values back, undoes without a guess. */
const REPAIRABLE: ReadonlySet<FormatFault> = new Set([
  'whitespace',
  'quotes',
  'literal-newline',
  'swapped',
]);

/**
 * The credential that was probably meant: white space, quotes and escapes taken off, swapped
 * values put back. Undefined when there is any other fault. For a probe that proves the
 * cause; it is never a reason to pass, since the application reads the secret as it is.
 */
export function repairCredential(malformed: MalformedCredential): Credential | undefined {
  const faults = malformed.issues.filter(({ severity }) => severity === 'fail');
  const swapped = faults.filter(({ fault }) => fault === 'swapped').map(({ field }) => field);
  // With three fields involved there is more than one way to put them back.
  if (swapped.length > 2 || !faults.every(({ fault }) => REPAIRABLE.has(fault))) return undefined;

  const texts: Partial<Record<CredentialField, string>> = {};
  for (const [name, value] of Object.entries(malformed.values)) {
    const field = name as CredentialField;
    const partner = swapped.find((other) => swapped.includes(field) && other !== field);
    texts[partner ?? field] = stripWrapping(value.expose()).bare;
  }
  const fits = Object.entries(texts).every(([field, text]) =>
    hasFormOf(field as CredentialField, text),
  );
  return fits ? buildCredential(malformed.kind, texts) : undefined;
}
