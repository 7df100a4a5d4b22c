import { readFileSync } from 'node:fs';
import type { LocalAws } from '../../../local/aws/start-local-aws.ts';
import type { LocalTwilio } from '../../../local/twilio/start-local-twilio.ts';
import type { Account } from '../../../local/twilio/world/account.ts';
import { addAccount } from '../../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../../local/twilio/world/api-keys.ts';
import type { ApiKey } from '../../../local/twilio/world/twilio-world.ts';

/** The example configuration with everything it declares, present and good. */
export interface Seed {
  /** JSON, with secret ids of this seed's own. */
  readonly configuration: string;
  readonly accounts: Readonly<Record<EnvironmentName | 'parent', Account>>;
  /** Of staging (Main) and production (Standard); development has an Auth Token. */
  readonly keys: Readonly<Record<'staging' | 'production', ApiKey>>;
  secretId(name: SecretName): string;
  /** Puts another value into a secret, as AWSCURRENT. */
  putSecret(name: SecretName, value: unknown): void;
}

export type EnvironmentName = 'development' | 'staging' | 'production';
export type SecretName = EnvironmentName | 'auditor';

interface SeedOptions {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  /** Makes the secret ids unique. */
  readonly id: string;
  readonly production: Readonly<Record<string, unknown>>;
}

const EXAMPLE = new URL('../../../preflight.config.json', import.meta.url);

export function seedExample({ aws, twilio: { world }, id, production }: SeedOptions): Seed {
  const example = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
  const { environments } = example;
  const secretId = (name: SecretName): string => `${name}/twilio/${id}`;
  const parent = addAccount(world, { sid: environments.production.account.parentSid });
  const addChild = (name: EnvironmentName): Account =>
    addAccount(world, { sid: environments[name].account.sid, ownerSid: parent.sid });
  const accounts = {
    parent,
    development: addChild('development'),
    staging: addChild('staging'),
    production: addChild('production'),
  };
  const keys = {
    staging: addApiKey(world, { accountSid: accounts.staging.sid, keyType: 'main' }),
    production: addApiKey(world, { accountSid: accounts.production.sid, keyType: 'standard' }),
  };
  const create = (name: SecretName, value: unknown): void => {
    aws.secrets.create({ name: secretId(name), value: JSON.stringify(value) });
  };
  create('development', tokenSecret(accounts.development));
  create('staging', keySecret(keys.staging));
  create('production', keySecret(keys.production));
  create('auditor', tokenSecret(parent));
  for (const [name, environment] of Object.entries<Record<string, unknown>>(environments)) {
    environment['secret'] = { id: secretId(name as EnvironmentName) };
  }
  Object.assign(environments.production, production);
  example.auditor.secret.id = secretId('auditor');
  return {
    configuration: JSON.stringify(example),
    accounts,
    keys,
    secretId,
    putSecret: (name, value) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      aws.secrets.put({ id: secretId(name), value: text });
    },
  };
}

/** The secret of an API key, in the shape that AWS manages. */
export function keySecret({ accountSid, sid, secret }: ApiKey): Readonly<Record<string, string>> {
  return { accountSid, apiKeySid: sid, apiKeySecret: secret };
}

/** The secret of an account's primary Auth Token. */
export function tokenSecret({ sid, authTokens }: Account): Readonly<Record<string, string>> {
  return { accountSid: sid, authToken: authTokens.us1.primary };
}
