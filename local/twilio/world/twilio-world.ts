import type { Account, TestCredentials, TwilioRegion } from './account.ts';
import type { AccessToken, OAuthApp } from './oauth-apps.ts';
import type { Sending } from './sending.ts';
import { DEFAULT_TELEPHONY, type Placed, type Telephony } from './telephony.ts';

/** A change that Twilio itself would not allow, or that names something unknown. Holds no secret. */
export class WorldError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorldError';
  }
}

/** Throws {@link WorldError} with `message` unless `condition` holds. */
export function requireThat(condition: boolean, message: string): asserts condition {
  if (!condition) throw new WorldError(message);
}

/** An error answer by number; its message comes from the table of codes. */
interface RefusalSetting {
  readonly status: number;
  readonly code: number;
}

/**
 * What Twilio does where sources disagree or no answer was ever captured. The defaults are the
 * best-supported reading; a test sets the others, since no verdict may depend on the choice.
 */
interface WorldSettings {
  /** Answer to a Restricted key without the permission (70051); both 401 and 403 are reported. */
  readonly missingPermissionStatus: 401 | 403;
  /** Answer to the own credential of a suspended or closed account: 401/20003, 20005, 403/20403… */
  readonly inactiveAccount: RefusalSetting;
  /** Answer to an API Key SID where the path wants an Account SID; it changed over the years. */
  readonly keySidInPath: RefusalSetting;
  /** Answer of the token endpoint to an unknown client and to a wrong secret: 400 or 401. */
  readonly oauthRefusal: RefusalSetting;
  /** The text with 20003 for a valid Standard or Restricted key on the Accounts API. */
  readonly accountsApiMessage: 'Authentication Error - invalid username' | 'Authenticate';
}

/** The best-supported reading of each open question; support article 50301225354651 for the text. */
export const DEFAULT_WORLD_SETTINGS: WorldSettings = {
  missingPermissionStatus: 401,
  inactiveAccount: { status: 401, code: 20003 },
  keySidInPath: { status: 401, code: 20003 },
  oauthRefusal: { status: 401, code: 20003 },
  accountsApiMessage: 'Authentication Error - invalid username',
};

/** The three key types of Twilio's console. */
export const KEY_TYPES = ['main', 'standard', 'restricted'] as const;

/** What a key may do. No field of a key distinguishes Main from Standard: only its behaviour does. */
export type KeyType = (typeof KEY_TYPES)[number];

/**
 * An API key. It acts in its own account and Region only.
 *
 * `allow` counts for Restricted keys: permissions of the form `/twilio/{product}/{resource}/{action}`,
 * for example `/twilio/phone-numbers/active-numbers/list`; `list` and `read` are separate.
 */
export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
  readonly accountSid: string;
  readonly keyType: KeyType;
  readonly allow: readonly string[];
  readonly region: TwilioRegion;
  readonly friendlyName: string;
  readonly createdAt: Date;
}

/**
 * Everything this Twilio knows, keyed by SID. Records are immutable: the functions beside this file
 * replace them, and every request sees the newest.
 */
export interface TwilioWorld {
  readonly accounts: Map<string, Account>;
  readonly testCredentials: Map<string, TestCredentials>;
  readonly keys: Map<string, ApiKey>;
  /** By client id. */
  readonly oauthApps: Map<string, OAuthApp>;
  /** By the token. */
  readonly accessTokens: Map<string, AccessToken>;
  readonly phoneNumbers: Map<string, PhoneNumber>;
  readonly messagingServices: Map<string, NamedResource>;
  readonly verifyServices: Map<string, NamedResource>;
  readonly applications: Map<string, NamedResource>;
  /** What each account may send, by its SID, where that is not everything. */
  readonly sending: Map<string, Partial<Sending>>;
  /** Calls and messages, in the order in which they were placed. */
  readonly placed: Map<string, Placed>;
  telephony: Telephony;
  /** The time by which calls and messages change; the machine's unless a test has its own. */
  now: () => number;
  settings: WorldSettings;
}

/** An empty world with the default settings. */
export function createTwilioWorld(): TwilioWorld {
  return {
    accounts: new Map(),
    testCredentials: new Map(),
    keys: new Map(),
    oauthApps: new Map(),
    accessTokens: new Map(),
    phoneNumbers: new Map(),
    messagingServices: new Map(),
    verifyServices: new Map(),
    applications: new Map(),
    sending: new Map(),
    placed: new Map(),
    telephony: DEFAULT_TELEPHONY,
    now: Date.now,
    settings: DEFAULT_WORLD_SETTINGS,
  };
}

/** What a phone number can do. */
export interface PhoneNumberCapabilities {
  readonly voice: boolean;
  readonly sms: boolean;
  readonly mms: boolean;
  readonly fax: boolean;
}

/** A phone number (`PN…`) of one account; `phoneNumber` is E.164. */
export interface PhoneNumber {
  readonly sid: string;
  readonly accountSid: string;
  readonly phoneNumber: string;
  readonly capabilities: PhoneNumberCapabilities;
  readonly createdAt: Date;
}

/** A resource of which only name and owner matter: messaging service, verify service, application. */
export interface NamedResource {
  readonly sid: string;
  readonly accountSid: string;
  readonly friendlyName: string;
  readonly createdAt: Date;
}
