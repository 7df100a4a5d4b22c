import type { Account, TestCredentials } from './account.ts';
import type { ApiKey } from './api-key.ts';
import type { NamedResource, PhoneNumber } from './resource.ts';
import { DEFAULT_WORLD_SETTINGS, type WorldSettings } from './world-settings.ts';

/**
 * Everything this Twilio knows, keyed by SID. Records are immutable: the functions beside this file
 * replace them, and every request sees the newest.
 */
export interface TwilioWorld {
  readonly accounts: Map<string, Account>;
  readonly testCredentials: Map<string, TestCredentials>;
  readonly keys: Map<string, ApiKey>;
  readonly phoneNumbers: Map<string, PhoneNumber>;
  readonly messagingServices: Map<string, NamedResource>;
  readonly verifyServices: Map<string, NamedResource>;
  readonly applications: Map<string, NamedResource>;
  settings: WorldSettings;
}

/** An empty world with the default settings. */
export function createTwilioWorld(): TwilioWorld {
  return {
    accounts: new Map(),
    testCredentials: new Map(),
    keys: new Map(),
    phoneNumbers: new Map(),
    messagingServices: new Map(),
    verifyServices: new Map(),
    applications: new Map(),
    settings: DEFAULT_WORLD_SETTINGS,
  };
}
