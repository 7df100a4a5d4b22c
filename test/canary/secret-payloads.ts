import type { Seed } from '../functions/handlers/seed-example.ts';

/** What a secret may hold when people, tools and rotations put things into it. */
export interface PayloadRow {
  readonly name: string;
  readonly payload: (seed: Seed) => string | Uint8Array;
}

interface Parts {
  readonly accountSid: string;
  readonly apiKeySid: string;
  /** A good key secret. */
  readonly secret: string;
  /** The account's Auth Token. */
  readonly token: string;
}

/** A secret of a field that we do not know, with characters that encodings change. */
export const EXTRA_SECRET = 'Zq8+Tn/v3=Rk&Wm%Yp 5"Hb\\Xc7Ld2Fg';

type Fields = (parts: Parts) => Readonly<Record<string, unknown>>;

const FIELDS: Readonly<Record<string, Fields>> = {
  'a good key': (parts) => key(parts),
  'a good token': ({ accountSid, token }) => ({ accountSid, authToken: token }),
  'SID and secret swapped': (parts) =>
    key(parts, { apiKeySid: parts.secret, apiKeySecret: parts.apiKeySid }),
  'the secret as account': (parts) => key(parts, { accountSid: parts.secret }),
  'account and token swapped': ({ accountSid, token }) => ({
    accountSid: token,
    authToken: accountSid,
  }),
  'the token as account and as token': ({ token }) => ({ accountSid: token, authToken: token }),
  'a line break behind': (parts) => key(parts, { apiKeySecret: `${parts.secret}\n` }),
  'a blank in the middle': (parts) => key(parts, { apiKeySecret: split(parts.secret, ' ') }),
  'a zero-width space inside': (parts) =>
    key(parts, { apiKeySecret: split(parts.secret, '\u200b') }),
  'quotes around': (parts) => key(parts, { apiKeySecret: `"${parts.secret}"` }),
  'a literal \\n behind': (parts) => key(parts, { apiKeySecret: `${parts.secret}\\n` }),
  'one character too many': (parts) => key(parts, { apiKeySecret: `${parts.secret}x` }),
  'one character too few': (parts) => key(parts, { apiKeySecret: parts.secret.slice(1) }),
  'the secret twice': (parts) => key(parts, { apiKeySecret: parts.secret.repeat(2) }),
  'an assignment': (parts) => key(parts, { apiKeySecret: `TWILIO_SECRET=${parts.secret}` }),
  'base64 of it': (parts) => key(parts, { apiKeySecret: encoded(parts.secret) }),
  'a token as key secret': (parts) => key(parts, { apiKeySecret: parts.token }),
  'a wrong key secret': (parts) => key(parts, { apiKeySecret: reversed(parts.secret) }),
  'a key SID with a token': ({ accountSid, apiKeySid, token }) => ({
    accountSid,
    apiKeySid,
    authToken: token,
  }),
  'a key as account': ({ apiKeySid, token }) => ({ accountSid: apiKeySid, authToken: token }),
  'an OAuth client': ({ accountSid, secret }) => ({
    accountSid,
    clientId: `OQ${'0'.repeat(32)}`,
    clientSecret: secret,
  }),
  'a secret in an unknown field': (parts) => ({ ...key(parts), spare: EXTRA_SECRET }),
  'a secret as the name of a field': (parts) => ({ ...key(parts), [parts.token]: 'x' }),
  'a secret as the only name': ({ secret }) => ({ [secret]: secret }),
  'nested objects': (parts) => ({ twilio: key(parts) }),
  'objects and lists as values': (parts) =>
    key(parts, { apiKeySecret: { value: parts.secret }, apiKeySid: [parts.secret] }),
  'a URL with the secret': (parts) => ({
    ...key(parts),
    validationUrl: `https://user:${parts.secret}@api.twilio.com/${parts.token}`,
  }),
  'two spellings of one field': (parts) => ({
    ...key(parts),
    TWILIO_API_KEY_SECRET: reversed(parts.secret),
  }),
};

const TEXTS: Readonly<Record<string, (parts: Parts) => string | Uint8Array>> = {
  'the bare secret': ({ secret }) => secret,
  'the bare token': ({ token }) => token,
  'a JSON text': ({ secret }) => JSON.stringify(secret),
  'a JSON list': ({ accountSid, token }) => JSON.stringify([accountSid, token]),
  'user and password': ({ apiKeySid, secret }) => `${apiKeySid}:${secret}`,
  'lines of a .env file': ({ accountSid, token }) =>
    `TWILIO_ACCOUNT_SID=${accountSid}\nTWILIO_AUTH_TOKEN=${token}\n`,
  'JSON that is cut': (parts) => JSON.stringify(key(parts)).slice(0, -5),
  'JSON with single quotes': (parts) => JSON.stringify(key(parts)).replaceAll('"', "'"),
  'JSON with a comma too many': (parts) => JSON.stringify(key(parts)).replace('}', ',}'),
  'JSON twice encoded': (parts) => JSON.stringify(JSON.stringify(key(parts))),
  'a secret before the JSON': (parts) => `${parts.token}${JSON.stringify(key(parts))}`,
  'bytes of JSON': (parts) => Buffer.from(JSON.stringify(key(parts))),
  'bytes that are no UTF-8': ({ secret }) =>
    Buffer.concat([Buffer.from([0xff]), Buffer.from(secret)]),
  'JSON in UTF-16': (parts) => Buffer.from(JSON.stringify(key(parts)), 'utf16le'),
};

/** Every form, good and bad, of the production secret. */
export const PAYLOADS: readonly PayloadRow[] = [
  ...Object.entries(FIELDS).map(([name, fields]) => ({
    name,
    payload: (seed: Seed) => JSON.stringify(fields(partsOf(seed))),
  })),
  ...Object.entries(TEXTS).map(([name, text]) => ({
    name,
    payload: (seed: Seed) => text(partsOf(seed)),
  })),
];

/** Every value that no output may show, of one seed and the secrets above. */
export function secretsOf({ accounts, keys }: Seed): readonly string[] {
  const tokens = Object.values(accounts).map(({ authTokens }) => authTokens.us1.primary);
  const secrets = Object.values(keys).map(({ secret }) => secret);
  return [...tokens, ...secrets, ...secrets.map(reversed), EXTRA_SECRET];
}

function partsOf({ accounts, keys }: Seed): Parts {
  return {
    accountSid: accounts.production.sid,
    apiKeySid: keys.production.sid,
    secret: keys.production.secret,
    token: accounts.production.authTokens.us1.primary,
  };
}

function key(
  parts: Parts,
  changed: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const { accountSid, apiKeySid, secret } = parts;
  return { accountSid, apiKeySid, apiKeySecret: secret, ...changed };
}

function split(text: string, separator: string): string {
  return `${text.slice(0, 16)}${separator}${text.slice(16)}`;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64');
}
