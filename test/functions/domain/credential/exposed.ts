import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import type { ParseOptions } from '../../../../functions/domain/credential/parse-fields.ts';
import type { CredentialKind } from '../../../../functions/domain/model/credential.ts';
import type { CredentialParse } from '../../../../functions/domain/model/credential-parse.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';

/** Parses a secret given as an object. */
export function parse(
  secret: unknown,
  declaredKind: CredentialKind,
  fields: ParseOptions['fields'] = {},
): CredentialParse {
  return parseCredential(new Redacted(JSON.stringify(secret)), { declaredKind, fields });
}

/** The credential with its secrets in the open, to compare; undefined when there is none. */
export function exposed(parsed: CredentialParse): Readonly<Record<string, unknown>> | undefined {
  if (parsed.outcome !== 'parsed') return undefined;
  return exposeAll(parsed.credential);
}

/** Opens every redacted value of a credential. */
export function exposeAll(credential: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(credential).map(([name, value]) => [
      name,
      value instanceof Redacted ? value.expose() : value,
    ]),
  );
}
