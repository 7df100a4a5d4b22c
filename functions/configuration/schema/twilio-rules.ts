import {
  PROBE_URL,
  PROBE_URL_RULE,
  probeUrlMistake,
} from '../../domain/credential/probe-address.ts';
import { ACCOUNT_SID_FORM } from '../../domain/credential/sid.ts';
import { NAME_FORM } from '../../domain/text/name-form.ts';
import type { TextRule } from './setting.ts';

/** An Account SID as Twilio writes it: `AC` and 32 lower-case hexadecimal digits. */
export const ACCOUNT_SID: TextRule = {
  pattern: ACCOUNT_SID_FORM,
  what: 'an Account SID: AC followed by 32 digits or lower-case letters a to f',
  diagnose: diagnoseAccountSid,
};

/** Names of environments travel in UserParameters, SMS, alert subjects and metric dimensions. */
export const ENVIRONMENT_NAME: TextRule = {
  pattern: NAME_FORM,
  what: 'a name of an environment: 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit',
};

/** The name a field has in a secret's JSON. */
export const FIELD_NAME: TextRule = {
  pattern: /^(?=.*\S).{1,256}$/,
  what: 'a name of a field: 1 to 256 characters on one line, not only spaces',
};

/** The beginning of an API key's friendly name, which Twilio takes up to 64 characters of. */
export const LABEL_PREFIX: TextRule = {
  pattern: /^(?=.*\S).{1,64}$/,
  what: 'the beginning of a label: 1 to 64 characters on one line, not only spaces',
};

/** A country by its ISO 3166-1 code of two letters. */
export const COUNTRY: TextRule = {
  pattern: /^(?!UK$|EU$|ZZ$|XX$)[A-Z]{2}$/,
  what: 'a country by its ISO 3166-1 code of two capital letters, such as US',
  diagnose: (value) =>
    value === 'UK' ? 'is no code of ISO 3166-1; Great Britain is GB' : undefined,
};

/** A URL that a credential is sent to. */
export const PROBE: TextRule = {
  pattern: PROBE_URL,
  what: PROBE_URL_RULE,
  diagnose: probeUrlMistake,
};

/** The SID of a resource of one kind: its prefix and 32 hexadecimal digits. */
export function sidRule(prefix: string, noun: string): TextRule {
  return {
    pattern: new RegExp(`^${prefix}[0-9a-f]{32}$`),
    what: `the SID of ${noun}: ${prefix} followed by 32 digits or lower-case letters a to f`,
  };
}

function diagnoseAccountSid(value: string): string | undefined {
  if (/^SK[0-9a-fA-F]{32}$/.test(value)) {
    return 'is an API Key SID (SK…), not the SID of the account (AC…) that the key belongs to';
  }
  if (/^[A-Z]{2}[0-9a-fA-F]{32}$/.test(value) && !value.startsWith('AC')) {
    return `is the SID of another resource (${value.slice(0, 2)}…), not of an account (AC…)`;
  }
  if (/^AC[0-9a-f]{32}$/i.test(value)) {
    return "has the wrong letter case: Twilio's SIDs are AC and lower-case hexadecimal digits, and SIDs are compared exactly";
  }
  if (/^\s|\s$/.test(value)) return 'begins or ends with white space';
  if (/^AC[0-9a-f]*$/.test(value)) {
    return `has ${value.length} characters instead of 34`;
  }
  return undefined;
}
