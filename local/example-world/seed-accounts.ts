import type {
  Configuration,
  ConfiguredEnvironment,
} from '../../functions/configuration/configuration.ts';
import { addAccount } from '../twilio/world/accounts.ts';
import { addPhoneNumber } from '../twilio/world/resources.ts';
import type { TwilioWorld } from '../twilio/world/twilio-world.ts';

/**
 * Adds every account that the configuration names: the parents first, then the environments' own,
 * each with a phone number. They are active, and Full where no type is declared.
 *
 * Gives the SID of the account that the auditor looks from: the first declared parent, or an account
 * of its own where none is declared.
 */
export function seedAccounts(world: TwilioWorld, { environments }: Configuration): string {
  // A test pair is no account, and an account may serve several environments.
  const accounts = new Map(
    environments
      .filter(({ credential }) => credential.kind !== 'test')
      .map((environment) => [environment.account.sid, environment]),
  );
  const parents = new Set([...accounts.values()].flatMap(parentOf));
  for (const sid of parents) {
    if (!accounts.has(sid)) addAccount(world, { sid, friendlyName: 'Parent' });
  }
  // Owners before the owned: subaccounts can only be added below an account that is there.
  const [topLevel, owned] = partition([...accounts.values()]);
  for (const environment of [...topLevel, ...owned]) seedAccount(world, environment);
  const [parentSid = addAccount(world, { friendlyName: 'Auditor' }).sid] = parents;
  return parentSid;
}

function parentOf({ account }: ConfiguredEnvironment): readonly string[] {
  return account.parentSid === undefined ? [] : [account.parentSid];
}

function partition(
  environments: readonly ConfiguredEnvironment[],
): readonly [readonly ConfiguredEnvironment[], readonly ConfiguredEnvironment[]] {
  const isTopLevel = ({ account }: ConfiguredEnvironment): boolean =>
    account.parentSid === undefined || account.parentSid === account.sid;
  return [environments.filter(isTopLevel), environments.filter((each) => !isTopLevel(each))];
}

function seedAccount(world: TwilioWorld, { name, account }: ConfiguredEnvironment): void {
  const { sid, parentSid: ownerSid, type } = account;
  addAccount(world, { sid, ownerSid, type, friendlyName: name });
  // Of the numbers that are kept free for examples: +1 555 123 1000 and on.
  const phoneNumber = `+1555123${1000 + world.phoneNumbers.size}`;
  addPhoneNumber(world, { accountSid: sid, phoneNumber });
}
