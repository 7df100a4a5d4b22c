import type { ApiKeyCredential } from '../model/credential.ts';
import type { CredentialParse, ParsedCredential } from '../model/credential-parse.ts';
import type { Redacted } from '../model/redacted.ts';
import type { LocatedFields } from './locate-fields.ts';
import { type ParseOptions, parseFields } from './parse-fields.ts';
import { PROBE_URL_RULE, probeAddress, probeUrlMistake } from './probe-address.ts';
import { readPayload } from './read-payload.ts';
import { suggestMapping } from './suggest-mapping.ts';

/**
 * Parses the payload of a secret into a credential of the declared kind or, where that is not
 * complete, of the kind that is most so: a wrong kind is the caller's to judge.
 *
 * Never throws. No message, name or SID in the result is a part of a secret value; values are
 * there as {@link Redacted} only.
 */
export function parseCredential(payload: Redacted<string>, options: ParseOptions): CredentialParse {
  const object = readPayload(payload.expose());
  if (object.outcome === 'not-json') return object;
  const { parse, located } = parseFields(object, options);
  switch (parse.outcome) {
    case 'parsed': {
      const { credential } = parse;
      return credential.kind === 'api-key' ? { ...parse, ...withUrl(credential, located) } : parse;
    }
    case 'malformed':
      return parse;
    case 'missing-fields': {
      const { declaredKind, fields: mapping } = options;
      return { ...parse, ...suggestMapping({ payload: object, located, declaredKind, mapping }) };
    }
  }
}

/** The key with the URL that it may be tried by, or why that URL may not be asked. */
function withUrl(
  credential: ApiKeyCredential,
  { validationUrl: located }: LocatedFields,
): Pick<ParsedCredential, 'credential' | 'urlFault'> {
  if (located === undefined) return { credential };
  const { jsonField, value } = located;
  const url = typeof value === 'string' ? value : '';
  if (probeAddress(url) !== undefined) return { credential: { ...credential, validationUrl: url } };
  const mistake = probeUrlMistake(url);
  const message = `${jsonField} must be ${PROBE_URL_RULE}${mistake === undefined ? '' : `; this one ${mistake}`}`;
  return {
    credential,
    urlFault: { jsonField, fault: 'other-url', severity: 'fail', message },
  };
}
