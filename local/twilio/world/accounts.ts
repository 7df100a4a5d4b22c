import type {
  Account,
  AccountStatus,
  AccountType,
  AuthTokens,
  TestCredentials,
  TwilioRegion,
} from './account.ts';
import { isSid, randomAuthToken, randomSid } from './sid.ts';
import type { TwilioWorld } from './twilio-world.ts';
import { requireThat, WorldError } from './twilio-world.ts';

/** What a new account may bring; all else is generated. No `ownerSid` makes a top-level account. */
export interface NewAccount {
  readonly sid?: string | undefined;
  readonly ownerSid?: string | undefined;
  readonly friendlyName?: string | undefined;
  readonly status?: AccountStatus | undefined;
  readonly type?: AccountType | undefined;
  /** Primary Auth Token in us1; 32 lower-case hex characters. */
  readonly authToken?: string | undefined;
}

/** Adds an account (Full and active by default) with Auth Tokens in every Region. */
export function addAccount(world: TwilioWorld, options: NewAccount = {}): Account {
  const sid = options.sid ?? randomSid('AC');
  requireThat(isSid(sid, 'AC'), 'sid: expected AC and 32 hex characters');
  requireThat(!isTaken(world, sid), `account ${sid} exists already`);
  const ownerSid = options.ownerSid ?? sid;
  if (ownerSid !== sid) requireTopLevel(world, ownerSid);
  const now = new Date();
  const account: Account = {
    sid,
    ownerSid,
    friendlyName: options.friendlyName ?? sid,
    status: options.status ?? 'active',
    type: options.type ?? 'Full',
    authTokens: newAuthTokens(options.authToken),
    createdAt: now,
    updatedAt: now,
  };
  world.accounts.set(sid, account);
  return account;
}

/** The account, or {@link WorldError} when there is none. */
export function getAccount(world: TwilioWorld, sid: string): Account {
  const account = world.accounts.get(sid);
  if (account === undefined) throw new WorldError(`there is no account ${sid}`);
  return account;
}

/** The status Twilio acts on: a suspended or closed owner suspends or closes its subaccounts. */
export function effectiveStatus(world: TwilioWorld, account: Account): AccountStatus {
  const owner = world.accounts.get(account.ownerSid);
  return account.status === 'active' ? (owner?.status ?? 'active') : account.status;
}

/** Sets an account's own status. */
export function setAccountStatus(world: TwilioWorld, sid: string, status: AccountStatus): Account {
  return changeAccount(world, sid, { status });
}

/** Sets Full or Trial. */
export function setAccountType(world: TwilioWorld, sid: string, type: AccountType): Account {
  return changeAccount(world, sid, { type });
}

/** Moves an account under another top-level account; `ownerSid === sid` makes it top-level. */
export function moveOwner(world: TwilioWorld, sid: string, ownerSid: string): Account {
  if (ownerSid !== sid) {
    requireTopLevel(world, ownerSid);
    const hasChildren = [...world.accounts.values()].some((child) => isSubaccountOf(child, sid));
    requireThat(!hasChildren, `${sid} has subaccounts, and subaccounts do not nest (21101)`);
  }
  return changeAccount(world, sid, { ownerSid });
}

/** Whether `account` is a subaccount of `parentSid`. */
export function isSubaccountOf(account: Account | undefined, parentSid: string): boolean {
  return account !== undefined && account.ownerSid === parentSid && account.sid !== parentSid;
}

/** Replaces fields of an account and stamps the change. */
export function changeAccount(
  world: TwilioWorld,
  sid: string,
  change: Partial<Pick<Account, 'status' | 'type' | 'ownerSid' | 'authTokens'>>,
): Account {
  const account = { ...getAccount(world, sid), ...change, updatedAt: new Date() };
  world.accounts.set(sid, account);
  return account;
}

/** Adds a test pair: a SID of its own that no live account has. */
export function addTestCredentials(
  world: TwilioWorld,
  options: Partial<TestCredentials> = {},
): TestCredentials {
  const accountSid = options.accountSid ?? randomSid('AC');
  requireThat(isSid(accountSid, 'AC'), 'accountSid: expected AC and 32 hex characters');
  requireThat(!isTaken(world, accountSid), `account ${accountSid} exists already`);
  const pair = { accountSid, authToken: options.authToken ?? randomAuthToken() };
  world.testCredentials.set(accountSid, pair);
  return pair;
}

function isTaken(world: TwilioWorld, sid: string): boolean {
  return world.accounts.has(sid) || world.testCredentials.has(sid);
}

function requireTopLevel(world: TwilioWorld, sid: string): void {
  const owner = getAccount(world, sid);
  requireThat(
    owner.ownerSid === sid,
    `${sid} is a subaccount, and subaccounts do not nest (21101)`,
  );
}

function newAuthTokens(us1: string | undefined): Record<TwilioRegion, AuthTokens> {
  return {
    us1: { primary: us1 ?? randomAuthToken() },
    ie1: { primary: randomAuthToken() },
    au1: { primary: randomAuthToken() },
  };
}
