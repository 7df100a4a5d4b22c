const SID_TYPES: ReadonlyMap<string, string> = new Map([
  ['AC', 'an Account SID'],
  ['AD', 'an Address SID'],
  ['AP', 'a TwiML Application SID'],
  ['BU', 'a Regulatory Bundle SID'],
  ['CA', 'a Call SID'],
  ['CF', 'a Conference SID'],
  ['FW', 'a Studio Flow SID'],
  ['HX', 'a Content Template SID'],
  ['IS', 'a Conversations or Sync Service SID'],
  ['MG', 'a Messaging Service SID'],
  ['MM', 'a Message SID'],
  ['OR', 'an Organization SID'],
  ['PN', 'a Phone Number SID'],
  ['RE', 'a Recording SID'],
  ['SK', 'an API Key SID'],
  ['SM', 'a Message SID'],
  ['US', 'a User SID'],
  ['VA', 'a Verify Service SID'],
  ['WS', 'a TaskRouter Workspace SID'],
  ['ZS', 'a Functions Service SID'],
]);

/** An Account SID as Twilio writes it. */
export const ACCOUNT_SID_FORM = /^AC[0-9a-f]{32}$/;

/**
 * True for `AC` and 32 hexadecimal digits, nothing before or after. Upper-case digits are let
 * through as in Twilio's OpenAPI pattern, though Twilio issues lower-case ones.
 */
export function isAccountSid(value: string): boolean {
  return /^AC[0-9a-fA-F]{32}$/.test(value);
}

/**
 * True for `SK` and 32 hexadecimal digits, nothing before or after. Main, Standard and Restricted
 * keys look alike; upper-case digits are let through as in {@link isAccountSid}.
 */
export function isApiKeySid(value: string): boolean {
  return /^SK[0-9a-fA-F]{32}$/.test(value);
}

/**
 * True for `OQ` and 32 letters or digits: the SID of an OAuth app is its client id, and its
 * pattern in Twilio's OpenAPI document (iam_v1) is wider than hexadecimal.
 */
export function isOAuthClientId(value: string): boolean {
  return /^OQ[0-9A-Za-z]{32}$/.test(value);
}

/**
 * What type of SID a value is, with its article: `a Messaging Service SID`; undefined when it has
 * not the form of a SID at all. A well-formed SID is 34 characters, so no Auth Token or API key
 * secret (32) can be taken for one.
 */
export function describeSid(value: string): string | undefined {
  if (isOAuthClientId(value)) return 'an OAuth client id';
  if (!/^[A-Z]{2}[0-9a-fA-F]{32}$/.test(value)) return undefined;
  return SID_TYPES.get(value.slice(0, 2)) ?? 'a SID of another type';
}
