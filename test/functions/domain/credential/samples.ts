import type { CredentialKind } from '../../../../functions/domain/model/credential.ts';
import type { SecretReference } from '../../../../functions/domain/model/expectation.ts';

/** Values of the right form that no account has. */
export const ACCOUNT = 'AC68e4b453df2939a44b2a91959935a304';
export const OTHER_ACCOUNT = 'ACd8ad8d377660317fe86e8acf62bfd824';
export const KEY = 'SKdfb5b35a454c6996821c13b13e6f33ed';
export const OTHER_KEY = 'SK217072093cc9fec95faf7f0adf6a8d49';
export const CLIENT = 'OQ7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQeU';
export const TOKEN = '9f3c1ab27e5d40866bfa2c91d07e4b35';
export const OTHER_TOKEN = '0b8d6e41f7a95c23d86f10b4e29a7c5d';
export const KEY_SECRET = 'q7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQe';
export const OTHER_KEY_SECRET = 'Hw3Zp8KdT5yMc1VxQ9nBs4Lf7RgJ2aEu';
export const CLIENT_SECRET = 'kT4-vQ9_zB2xLm7RwYp0NcJd8HsGf3Ae5UiOq6ZtXb1-WnKy_CrMgVhPoSjDlEuF';

/** One payload and what parsing it must give; the leak test drives every one of them too. */
export interface Row {
  readonly name: string;
  readonly payload: string;
  readonly declaredKind: CredentialKind;
  readonly fields?: SecretReference['fields'];
  /** `field:fault` of every issue or warning, in order. */
  readonly faults: readonly string[];
  /** A part of the message of the first fault. */
  readonly says?: string | undefined;
}

/** A row with one Auth Token in an otherwise good pair; `expected` is `fault fault | message`. */
export function tokenRow(name: string, token: unknown, expected: string): Row {
  const payload = JSON.stringify({ accountSid: ACCOUNT, authToken: token });
  return { name: `an Auth Token ${name}`, payload, ...pairExpectation('authToken', expected) };
}

/** A row with one Account SID in an otherwise good pair; `expected` as in {@link tokenRow}. */
export function accountRow(name: string, sid: unknown, expected: string): Row {
  const payload = JSON.stringify({ accountSid: sid, authToken: TOKEN });
  return { name: `an Account SID ${name}`, payload, ...pairExpectation('accountSid', expected) };
}

/** A row with the three parts of an API key in any order. */
export function keyRow(name: string, values: readonly unknown[], faults: string): Row {
  const [accountSid, apiKeySid, apiKeySecret] = values;
  const payload = JSON.stringify({ accountSid, apiKeySid, apiKeySecret });
  return { name, declaredKind: 'api-key', payload, faults: faults.split(' ') };
}

/** A row with an OAuth client. */
export function clientRow(name: string, values: readonly unknown[], faults: string): Row {
  const [clientId, clientSecret, accountSid] = values;
  const payload = JSON.stringify({ clientId, clientSecret, accountSid });
  return { name, declaredKind: 'oauth-client', payload, faults: faults.split(' ').filter(Boolean) };
}

function pairExpectation(field: string, expected: string): Omit<Row, 'name' | 'payload'> {
  const [faults = '', says] = expected.split(' | ');
  return {
    declaredKind: 'auth-token',
    faults: faults.split(' ').map((fault) => `${field}:${fault}`),
    says,
  };
}
