/** A v2010 path taken apart; segments are as sent and may be anything. */
export interface V2010Path {
  /** Absent for `/2010-04-01/Accounts`. */
  readonly accountSid?: string;
  /** For example `IncomingPhoneNumbers`; absent for the account itself. */
  readonly collection?: string;
  /** Absent for a whole collection. */
  readonly sid?: string;
}

/** Takes `/2010-04-01/Accounts[/{AC}[/{Collection}[/{Sid}]]][.json]` apart, or `undefined`. */
export function parseV2010Path(path: string): V2010Path | undefined {
  const [root, version, accounts, ...rest] = path.replace(/\.json$/, '').split('/');
  const isAccounts = root === '' && version === '2010-04-01' && accounts === 'Accounts';
  if (!isAccounts || rest.length > 3) return undefined;
  const [accountSid, collection, sid] = rest;
  return {
    ...(accountSid === undefined ? {} : { accountSid }),
    ...(collection === undefined ? {} : { collection }),
    ...(sid === undefined ? {} : { sid }),
  };
}
