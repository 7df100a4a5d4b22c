import { getAccount } from './accounts.ts';
import type { TwilioWorld } from './twilio-world.ts';

/** A campaign of a messaging service, as `Compliance/Usa2p` lists it. */
export interface Campaign {
  readonly status: string;
  /** `BN…` */
  readonly brandSid: string;
  readonly mock: boolean;
}

/** What stands between an account and sending; without a record everything is permitted and nothing registered. */
export interface Sending {
  /** Countries (ISO codes) that may not be called. */
  readonly blockedCalls: readonly string[];
  /** Countries that may not be messaged. */
  readonly blockedMessages: readonly string[];
  /** Phone numbers (`PN…`) of each messaging service. */
  readonly senders: Readonly<Record<string, readonly string[]>>;
  readonly campaigns: Readonly<Record<string, readonly Campaign[]>>;
  /** Status of each brand (`BN…`). */
  readonly brands: Readonly<Record<string, string>>;
  /** Status of each verification of a toll-free number (`PN…`). */
  readonly tollfree: Readonly<Record<string, string>>;
  /** Statuses of the account's customer profiles; a top-level account has an approved one by default. */
  readonly profiles: readonly string[];
}

const EVERYTHING: Sending = {
  blockedCalls: [],
  blockedMessages: [],
  senders: {},
  campaigns: {},
  brands: {},
  tollfree: {},
  profiles: ['twilio-approved'],
};

/** What an account may send. A subaccount has no profile of its own: one is made at the parent only. */
export function sendingOf(world: TwilioWorld, accountSid: string): Sending {
  const { sid, ownerSid } = getAccount(world, accountSid);
  const standard = sid === ownerSid ? EVERYTHING : { ...EVERYTHING, profiles: [] };
  return { ...standard, ...world.sending.get(accountSid) };
}

/** Changes some of it; what is not named stays. */
export function changeSending(
  world: TwilioWorld,
  accountSid: string,
  changes: { readonly [name in keyof Sending]?: Sending[name] | undefined },
): void {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  world.sending.set(accountSid, {
    ...world.sending.get(getAccount(world, accountSid).sid),
    ...Object.fromEntries(given),
  });
}
