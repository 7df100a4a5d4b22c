import { secretInUrl } from '../secret-in-url.ts';
import type { TextRule } from './text-rule.ts';

/**
 * An endpoint that SNS may post to: https, a host name with a dot (an address or `localhost` is nothing
 * that SNS reaches), no user info, no fragment. Whether it holds a key is asked by `consistency/`.
 */
export const HTTPS_URL: TextRule = {
  pattern:
    /^https:\/\/(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z][A-Za-z0-9-]{1,62}(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%/-]{0,1024})?(?:\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,512})?$/,
  what: 'an HTTPS URL of a public host',
  allowed: 'https://HOST/PATH, without name, password, key or fragment',
  diagnose: (value) => {
    if (secretInUrl(value) === 'user-info') return 'holds a name or password before the host';
    if (/^http:/i.test(value)) return 'is not encrypted: SNS would send alerts in the clear';
    return value.includes('#') ? 'has a fragment (#…), which is never sent' : undefined;
  },
};
