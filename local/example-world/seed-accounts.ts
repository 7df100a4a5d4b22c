import type {
  Configuration,
  ConfiguredEnvironment,
} from '../../functions/configuration/configuration.ts';
import { addAccount } from '../twilio/world/accounts.ts';
import { addPhoneNumber } from '../twilio/world/resources.ts';
import { randomSid } from '../twilio/world/sid.ts';
import type { TwilioWorld } from '../twilio/world/twilio-world.ts';

/**
 * Adds every account that the configuration names, active, Full where no type is declared, and each
 * environment's own with a phone number. One without a declared parent belongs to the auditor's
 * account, so that the auditor can read it.
 *
 * Gives the SID of the auditor's account: the first declared parent, or one of its own.
 */
export function seedAccounts(world: TwilioWorld, { environments }: Configuration): string {
  // A test pair is no account, and an account may serve several environments.
  const accounts = new Map(
    environments
      .filter(({ credential }) => credential.kind !== 'test')
      .map((environment) => [environment.account.sid, environment]),
  );
  const parents = new Set([...accounts.values()].flatMap(declaredParent));
  if (parents.size === 0) parents.add(randomSid('AC'));
  const [parentSid = ''] = parents;
  // Owners before the owned: a subaccount can only be added below an account that is there.
  for (const sid of parents) {
    const environment = accounts.get(sid);
    if (environment === undefined) addAccount(world, { sid, friendlyName: 'Parent' });
    else seedAccount(world, environment, sid);
  }
  for (const [sid, environment] of accounts) {
    if (parents.has(sid)) continue;
    seedAccount(world, environment, environment.account.parentSid ?? parentSid);
  }
  return parentSid;
}

function declaredParent({ account }: ConfiguredEnvironment): readonly string[] {
  return account.parentSid === undefined ? [] : [account.parentSid];
}

function seedAccount(
  world: TwilioWorld,
  { name, account }: ConfiguredEnvironment,
  ownerSid: string,
): void {
  const { sid, type } = account;
  addAccount(world, { sid, ownerSid, type, friendlyName: name });
  // +1 555 123 1000 and on: the area code 555 is not assigned, so these belong to nobody.
  const phoneNumber = `+1555123${1000 + world.phoneNumbers.size}`;
  addPhoneNumber(world, { accountSid: sid, phoneNumber });
}
