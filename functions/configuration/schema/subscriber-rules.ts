import { secretInUrl } from '../secret-in-url.ts';
import type { TextRule } from './setting.ts';

/**
 * An endpoint that SNS may post to: https, a host name with a dot (an address or `localhost` is nothing
 * that SNS reaches), no user info, no fragment. Whether it holds a key is asked by `consistency/`.
 */
export const HTTPS_URL: TextRule = {
  pattern:
    /^https:\/\/(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z][A-Za-z0-9-]{1,62}(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]{0,1024})?(?:\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,512})?$/,
  what: 'an HTTPS URL of a public host: https://HOST/PATH, without name, password, key or fragment',
  diagnose: (value) => {
    if (secretInUrl(value) === 'user-info') return 'holds a name or password before the host';
    if (/^http:/i.test(value)) return 'is not encrypted: SNS would send alerts in the clear';
    return value.includes('#') ? 'has a fragment (#…), which is never sent' : undefined;
  },
};

/** An address that SNS can subscribe: plausible, not proven. */
export const EMAIL: TextRule = {
  pattern:
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}$/,
  what: 'an email address such as ops@example.com, without a display name',
};

/** E.164, the only form SNS sends SMS to. */
export const PHONE_NUMBER: TextRule = {
  pattern: /^\+[1-9][0-9]{6,14}$/,
  what: 'a phone number in E.164: a plus sign and 7 to 15 digits, such as +15551230001, without spaces or hyphens',
};
