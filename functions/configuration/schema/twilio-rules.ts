import type { TextRule } from './text-rule.ts';
import type { NumberRule } from './whole-number.ts';

/** An Account SID as Twilio writes it: `AC` and 32 lower-case hexadecimal digits. */
export const ACCOUNT_SID: TextRule = {
  pattern: /^AC[0-9a-f]{32}$/,
  what: 'an Account SID',
  allowed: 'AC followed by 32 digits or lower-case letters a to f',
  diagnose: diagnoseAccountSid,
};

/** Names of environments travel in UserParameters, SMS, alert subjects and metric dimensions. */
export const ENVIRONMENT_NAME: TextRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  what: 'a name of an environment',
  allowed: '1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit',
};

/** The name a field has in a secret's JSON. */
export const FIELD_NAME: TextRule = {
  pattern: /^(?=.*\S).{1,256}$/,
  what: 'a name of a field',
  allowed: '1 to 256 characters on one line, not only spaces',
};

/** The beginning of an API key's friendly name, which Twilio takes up to 64 characters of. */
export const LABEL_PREFIX: TextRule = {
  pattern: /^(?=.*\S).{1,64}$/,
  what: 'a beginning of a label',
  allowed: '1 to 64 characters on one line, not only spaces',
};

/** The most days an API key may be old: from daily rotation to ten years. */
export const MAX_AGE_DAYS: NumberRule = {
  minimum: 1,
  maximum: 3650,
  what: 'a number of days',
  allowed: 'a whole number from 1 to 3650',
};

/** Minutes between two looks of the watch: often enough to be of use, seldom enough for Twilio. */
export const WATCH_MINUTES: NumberRule = {
  minimum: 5,
  maximum: 1440,
  what: 'a number of minutes',
  allowed: 'a whole number from 5 to 1440',
};

/** Hours between reminders: from hourly to monthly. */
export const REMIND_AFTER_HOURS: NumberRule = {
  minimum: 1,
  maximum: 720,
  what: 'a number of hours',
  allowed: 'a whole number from 1 to 720',
};

/** An address that SNS can subscribe: plausible, not proven. */
export const EMAIL: TextRule = {
  pattern:
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}$/,
  what: 'an email address',
  allowed: 'an address such as ops@example.com, without a display name',
};

/** E.164, the only form SNS sends SMS to. */
export const PHONE_NUMBER: TextRule = {
  pattern: /^\+[1-9][0-9]{6,14}$/,
  what: 'a phone number in E.164',
  allowed: 'a plus sign and 7 to 15 digits, such as +15551230001, without spaces or hyphens',
};

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
    return `is not an Account SID: it has ${value.length} characters instead of 34`;
  }
  return undefined;
}
