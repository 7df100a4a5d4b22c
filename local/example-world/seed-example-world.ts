import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  Configuration,
  ConfiguredEnvironment,
} from '../../functions/configuration/configuration.ts';
import { formatConfigurationIssues } from '../../functions/configuration/configuration-issue.ts';
import { parseConfiguration } from '../../functions/configuration/parse-configuration.ts';
import { addAccount, addTestCredentials, getAccount } from '../twilio/world/accounts.ts';
import { addPhoneNumber } from '../twilio/world/resources.ts';
import { randomSid } from '../twilio/world/sid.ts';
import type { TwilioWorld } from '../twilio/world/twilio-world.ts';
import { createExampleEnvironment, type Worlds } from './example-environment.ts';
import type { ExampleWorld } from './example-world.ts';
import { managedSecret, secretPlace } from './managed-secret.ts';
import { createTwilioPartner } from './twilio-partner.ts';

const DEFAULT_CONFIG_FILE: string = fileURLToPath(
  new URL('../../preflight.config.json', import.meta.url),
);

/** The two worlds to be filled, and what with. */
export interface Seeding extends Worlds {
  /** Default: the project's `preflight.config.json`. */
  readonly configFile?: string | undefined;
}

/**
 * Fills both worlds with what the configuration declares: accounts, credentials of the declared
 * kinds, the secrets that hold them, and the auditor's, which is the parent's Auth Token. Every
 * environment passes its checks afterwards.
 *
 * All values are generated here and now. Rejects for a configuration that is not valid, and for what
 * the local worlds do not model (OAuth clients, secrets by complete ARN).
 */
export async function seedExampleWorld(seeding: Seeding): Promise<ExampleWorld> {
  const { world } = seeding.twilio;
  const past = new Set<string>();
  const configuration = await readConfiguration(seeding.configFile ?? DEFAULT_CONFIG_FILE);
  const parentSid = seedAccounts(world, configuration);
  const environments = configuration.environments.map((declared) =>
    createExampleEnvironment(declared, { ...seeding, past }),
  );
  seeding.aws.secrets.setPartner(createTwilioPartner(world, past));
  if (configuration.auditor !== undefined) seedAuditor(seeding, configuration.auditor, parentSid);
  return {
    configuration,
    parentSid,
    environments,
    environment: (name) => {
      const found = environments.find((each) => each.name === name);
      if (found !== undefined) return found;
      const names = environments.map((each) => each.name).join(', ');
      throw new Error(`The configuration declares no environment ${name}: ${names}.`);
    },
    testFields: () => ({ ...addTestCredentials(world) }),
    secretValues: () => [...new Set([...past, ...currentSecretValues(world)])],
  };
}

async function readConfiguration(configFile: string): Promise<Configuration> {
  const file = resolve(configFile);
  const parse = parseConfiguration(await readFile(file, 'utf8'));
  if (parse.ok) return parse.configuration;
  throw new Error(`${file}: ${formatConfigurationIssues(parse.issues)}`);
}

function seedAuditor(
  { aws, twilio }: Worlds,
  { secret }: NonNullable<Configuration['auditor']>,
  accountSid: string,
): void {
  const { primary: authToken } = getAccount(twilio.world, accountSid).authTokens.us1;
  const credential = { kind: 'auth-token', accountSid, authToken } as const;
  const { type, fields } = managedSecret(credential, { fields: secret.fields, isMainKey: false });
  const place = secretPlace(secret);
  aws.secrets.create({ ...place, value: JSON.stringify(fields), type });
  if (secret.roleArn !== undefined) aws.secrets.access.requireRole(place.name, secret.roleArn);
}

/** Every Auth Token and key secret that a Twilio knows now, in all Regions. */
function currentSecretValues(world: TwilioWorld): readonly string[] {
  const tokens = [...world.accounts.values()]
    .flatMap(({ authTokens }) => Object.values(authTokens))
    .flatMap(({ primary, secondary }) =>
      secondary === undefined ? [primary] : [primary, secondary],
    );
  const testTokens = [...world.testCredentials.values()].map(({ authToken }) => authToken);
  return [...tokens, ...testTokens, ...[...world.keys.values()].map(({ secret }) => secret)];
}

/**
 * Adds every account that the configuration names, active, Full where no type is declared, and each
 * environment's own with a phone number. One without a declared parent belongs to the auditor's
 * account, so that the auditor can read it.
 *
 * Gives the SID of the auditor's account: the first declared parent, or one of its own.
 */
function seedAccounts(world: TwilioWorld, { environments }: Configuration): string {
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
  // +1 555 123 1000 and on: the area code 555 is not assigned, so these numbers have no owner.
  const phoneNumber = `+1555123${1000 + world.phoneNumbers.size}`;
  addPhoneNumber(world, { accountSid: sid, phoneNumber });
}
