/** Auth Tokens and API key secrets have so many characters. */
export const TOKEN_LENGTH = 32;

/** True for a text that is, as a whole, of the form of an Auth Token or an API key secret. */
export function isSecretShaped(text: string): boolean {
  return text.length === TOKEN_LENGTH && /^[A-Za-z0-9]+$/.test(text) && isMixed(text);
}

/** True for a text with a digit and a letter in it. */
export function isMixed(text: string): boolean {
  return /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}
