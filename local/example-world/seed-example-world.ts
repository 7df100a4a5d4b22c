import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { formatConfigurationIssues } from '../../functions/configuration/configuration-issue.ts';
import { parseConfiguration } from '../../functions/configuration/parse-configuration.ts';
import { addTestCredentials, getAccount } from '../twilio/world/accounts.ts';
import { createExampleEnvironment, type Worlds } from './example-environment.ts';
import type { ExampleWorld } from './example-world.ts';
import { managedSecret } from './managed-secret.ts';
import { secretPlace } from './secret-place.ts';
import { currentSecretValues } from './secret-values.ts';
import { seedAccounts } from './seed-accounts.ts';

const DEFAULT_CONFIG_FILE: string = fileURLToPath(
  new URL('../../preflight.config.json', import.meta.url),
);

/** The two worlds to be filled, and what with. */
export interface Seeding extends Worlds {
  /** Default: the project's `preflight.config.json`. */
  readonly configFile?: string;
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
