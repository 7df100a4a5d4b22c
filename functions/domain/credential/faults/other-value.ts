import { type Detector, failure } from './finding.ts';

const OTHER_VALUES: readonly { readonly pattern: RegExp; readonly detail: string }[] = [
  {
    pattern: /^(?:Authorization\s*:\s*)?Basic\s/i,
    detail: 'a whole HTTP header ("Basic …")',
  },
  {
    pattern: /^(?:Authorization\s*:\s*)?Bearer\s/i,
    detail: 'a whole HTTP header ("Bearer …")',
  },
  // Base64 of `AC` or `SK` and a hexadecimal digit begins so; a pair is 67 bytes, 92 in base64.
  {
    pattern: /^(?:QU[MN]|U0[st])[0-9A-Za-z+/_-]{80,}={0,2}$/,
    detail: 'the base64 form of a whole SID:secret pair',
  },
  { pattern: /^[A-Z]{2}[0-9a-fA-F]{32}:./, detail: 'a whole SID:secret pair' },
  { pattern: /^(?:[a-z][0-9a-z+.-]*:\/\/|[0-9a-z.-]*twilio\.com\b)/i, detail: 'a URL' },
  { pattern: /^arn:aws/, detail: 'an ARN, which nothing resolved' },
  { pattern: /^\{\s*"/, detail: 'a JSON object' },
  { pattern: /^(?:export\s+)?[A-Za-z_]\w*\s*=\s*[^=\s]/, detail: 'a whole KEY=VALUE line' },
  { pattern: /^eyJ[0-9A-Za-z_-]+\.[0-9A-Za-z_-]+\./, detail: 'an access token (a JWT)' },
  { pattern: /^-----BEGIN /, detail: 'a PEM block' },
  { pattern: /^\+[0-9]{7,15}$/, detail: 'a phone number' },
  { pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/, detail: 'an email address' },
];

/**
 * Finds values that are recognisably something else: a header, a URL, a whole pair, an ARN.
 * Conclusive: its length and characters are those of the other thing. Other types of SID are not
 * here but in the misplaced SIDs, which look at the rest of the credential too.
 */
export const findOtherValue: Detector = ({ peeled }) => {
  const other = OTHER_VALUES.find(({ pattern }) => pattern.test(peeled));
  return other && failure('other-value', `holds ${other.detail}`);
};
