import { getAccount } from './accounts.ts';
import { isSid, randomSid, type SidPrefix } from './sid.ts';
import type {
  NamedResource,
  PhoneNumber,
  PhoneNumberCapabilities,
  TwilioWorld,
} from './twilio-world.ts';
import { requireThat } from './twilio-world.ts';

/** A new phone number; capabilities not named are false, and none named means voice and SMS. */
export interface NewPhoneNumber {
  readonly accountSid: string;
  /** E.164, for example `+15551230000`. */
  readonly phoneNumber: string;
  readonly capabilities?:
    | { readonly [name in keyof PhoneNumberCapabilities]?: boolean | undefined }
    | undefined;
  readonly sid?: string | undefined;
}

/** A new messaging service, verify service or application. */
export interface NewNamedResource {
  readonly accountSid: string;
  readonly friendlyName?: string | undefined;
  readonly sid?: string | undefined;
}

/** Adds a phone number (`PN…`). Throws `WorldError` for a number that is not E.164. */
export function addPhoneNumber(world: TwilioWorld, options: NewPhoneNumber): PhoneNumber {
  const isE164 = /^\+[1-9][0-9]{1,14}$/.test(options.phoneNumber);
  requireThat(isE164, `phoneNumber: expected E.164 such as +15551230000`);
  const { voice, sms, mms, fax } = options.capabilities ?? { voice: true, sms: true };
  const number: PhoneNumber = {
    sid: newSid(world, options, 'PN'),
    accountSid: options.accountSid,
    phoneNumber: options.phoneNumber,
    capabilities: {
      voice: voice ?? false,
      sms: sms ?? false,
      mms: mms ?? false,
      fax: fax ?? false,
    },
    createdAt: new Date(),
  };
  world.phoneNumbers.set(number.sid, number);
  return number;
}

/** Adds a messaging service (`MG…`). */
export function addMessagingService(world: TwilioWorld, options: NewNamedResource): NamedResource {
  return addNamed(world, options, { prefix: 'MG', into: world.messagingServices });
}

/** Adds a verify service (`VA…`). */
export function addVerifyService(world: TwilioWorld, options: NewNamedResource): NamedResource {
  return addNamed(world, options, { prefix: 'VA', into: world.verifyServices });
}

/** Adds an application (`AP…`). */
export function addApplication(world: TwilioWorld, options: NewNamedResource): NamedResource {
  return addNamed(world, options, { prefix: 'AP', into: world.applications });
}

/** Deletes a phone number, service or application by its SID. */
export function deleteResource(world: TwilioWorld, sid: string): void {
  const deleted = resourceMaps(world).some((resources) => resources.delete(sid));
  requireThat(deleted, `there is no phone number, service or application ${sid}`);
}

function addNamed(
  world: TwilioWorld,
  options: NewNamedResource,
  target: { readonly prefix: SidPrefix; readonly into: Map<string, NamedResource> },
): NamedResource {
  const sid = newSid(world, options, target.prefix);
  const friendlyName = options.friendlyName ?? sid;
  const resource = { sid, accountSid: options.accountSid, friendlyName, createdAt: new Date() };
  target.into.set(sid, resource);
  return resource;
}

function newSid(
  world: TwilioWorld,
  options: { readonly accountSid: string; readonly sid?: string | undefined },
  prefix: SidPrefix,
): string {
  getAccount(world, options.accountSid);
  const sid = options.sid ?? randomSid(prefix);
  requireThat(isSid(sid, prefix), `sid: expected ${prefix} and 32 hex characters`);
  requireThat(
    !resourceMaps(world).some((resources) => resources.has(sid)),
    `${sid} exists already`,
  );
  return sid;
}

function resourceMaps(world: TwilioWorld): readonly Map<string, unknown>[] {
  return [
    world.phoneNumbers,
    world.messagingServices,
    world.verifyServices,
    world.applications,
  ] as const;
}
