import type { Credential } from '../model/credential.ts';
import type { MalformedCredential } from '../model/credential-parse.ts';
import type { CredentialField, FormatFault, FormatIssue } from '../model/format-issue.ts';
import { Redacted } from '../model/redacted.ts';
import { buildCredential } from './credential-kinds.ts';
import { asIssued, hasFormOf } from './field.ts';
import { stripWrapping } from './strip-wrapping.ts';

/** Faults that taking something off, or putting two values back, undoes without a guess. */
const REPAIRABLE: ReadonlySet<FormatFault> = new Set([
  'whitespace',
  'quotes',
  'literal-newline',
  'swapped',
  'letter-case',
]);

/**
 * The credential that was probably meant: white space, quotes and escapes taken off, swapped
 * values put back, letters in the case that Twilio issues. Undefined when there is any other fault. For a probe that proves the
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
    const meant = partner ?? field;
    texts[meant] = asIssued(meant, stripWrapping(value.expose()).bare);
  }
  const fits = Object.entries(texts).every(([field, text]) =>
    hasFormOf(field as CredentialField, text),
  );
  return fits ? buildCredential(malformed.kind, texts) : undefined;
}

/**
 * A well-formed credential in the letter case that Twilio issues; undefined where it is in that case. Twilio
 * may accept an upper-case SID, so it is tried only after a rejection.
 */
export function lowerCased(
  credential: Credential,
  warnings: readonly FormatIssue[],
): Credential | undefined {
  if (!warnings.some(({ fault }) => fault === 'letter-case')) return undefined;
  const { accountSid = '' } = credential;
  const account = { accountSid: asIssued('accountSid', accountSid) };
  switch (credential.kind) {
    case 'api-key':
      return {
        ...credential,
        ...account,
        apiKeySid: asIssued('apiKeySid', credential.apiKeySid),
      };
    case 'auth-token': {
      const authToken = new Redacted(asIssued('authToken', credential.authToken.expose()));
      return { ...credential, ...account, authToken };
    }
    case 'oauth-client':
      return { ...credential, ...account };
  }
}
