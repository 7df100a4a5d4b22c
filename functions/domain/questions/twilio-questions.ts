import { phoneNumbersPath } from '../facts/answer-bodies.ts';
import { keysPath } from '../facts/key-page.ts';
import type { PageQuery } from '../facts/next-page.ts';
import type { Credential, OAuthClientCredential } from '../model/credential.ts';
import type { TwilioRegion } from '../model/expectation.ts';
import type { Redacted } from '../model/redacted.ts';
import type { BasicCredential, TwilioQuestion } from '../model/twilio-api.ts';

/** User name and password of a credential; an OAuth client's are good for the token endpoint alone. */
export function basicCredential(credential: Credential): BasicCredential {
  switch (credential.kind) {
    case 'api-key':
      return { username: credential.apiKeySid, password: credential.apiKeySecret };
    case 'auth-token':
      return { username: credential.accountSid, password: credential.authToken };
    case 'oauth-client': {
      const { clientId: username, clientSecret: password } = credential;
      return { username, password, scheme: 'form' };
    }
  }
}

/** Whom a question is asked as, and in which Region. */
export interface Asker {
  readonly credential: BasicCredential;
  readonly region: TwilioRegion;
}

/** An access token for an OAuth client (https://www.twilio.com/docs/iam/oauth-apps): they exist in us1 alone. */
export function tokenQuestion(client: OAuthClientCredential): TwilioQuestion {
  return {
    product: 'oauth',
    path: '/v2/token',
    form: {
      client_id: client.clientId,
      client_secret: client.clientSecret,
      grant_type: 'client_credentials',
    },
    members: ['token_type', 'expires_in', 'error', 'error_description'],
    region: 'us1',
    credential: basicCredential(client),
  };
}

/** Asks as an OAuth client does, with its access token. */
export function bearer(client: OAuthClientCredential, accessToken: Redacted<string>): Asker {
  const credential = {
    username: client.clientId,
    password: accessToken,
    scheme: 'bearer',
  } as const;
  return { credential, region: 'us1' };
}

/** The Account resource: readable by an Auth Token or a Main key, 401 for a Standard key by design. */
export function accountQuestion(accountSid: string, asker: Asker): TwilioQuestion {
  return { product: 'api', path: `/2010-04-01/Accounts/${accountSid}.json`, ...asker };
}

/** One phone number of the account: free, and open to every key that may list numbers. */
export function phoneNumbersQuestion(accountSid: string, asker: Asker): TwilioQuestion {
  return { product: 'api', path: phoneNumbersPath(accountSid), query: { PageSize: '1' }, ...asker };
}

/** Keys to a page: some 50 KB of JSON, where the adapter reads 256 KB at most. */
export const KEYS_PER_PAGE = 200;

/**
 * The API keys of an account, a page of them: open to an Auth Token of the account or of its parent and
 * to a Main key of the account; 401 for a Standard key by design (https://www.twilio.com/docs/iam/api-keys). `page` is what the
 * page before said of this one.
 */
export function keysQuestion(
  accountSid: string,
  asker: Asker,
  page: PageQuery = { PageSize: String(KEYS_PER_PAGE) },
): TwilioQuestion {
  return { product: 'api', path: keysPath(accountSid), query: page, ...asker };
}

/** A singleton that returns `account_sid` without naming an account in its path; that it answers every kind of key is not documented. */
export function whoamiQuestion(asker: Asker): TwilioQuestion {
  return { product: 'conversations', path: '/v1/Configuration', ...asker };
}
