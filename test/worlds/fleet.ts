import { randomUUID } from 'node:crypto';
import type { Expectations } from '../../functions/domain/model/expectation.ts';
import type { LocalAws } from '../../local/aws/start-local-aws.ts';
import type { Account } from '../../local/twilio/world/account.ts';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import type { ApiKey, TwilioWorld } from '../../local/twilio/world/twilio-world.ts';
import { keySecret, tokenSecret } from '../functions/handlers/seed-example.ts';

export type Kind = 'api-key' | 'auth-token';
type SecretName = 'staging' | 'production' | 'auditor';

/** Two environments of one parent, in which everything is right until a world changes it. */
export interface Fleet {
  readonly kind: Kind;
  readonly aws: LocalAws;
  readonly world: TwilioWorld;
  readonly accounts: Readonly<Record<'parent' | 'staging' | 'production', Account>>;
  readonly keys: Readonly<Record<'staging' | 'production', ApiKey>>;
  secretId(name: SecretName): string;
  /** The good value of an environment's secret, of the fleet's kind. */
  good(name: 'staging' | 'production'): Readonly<Record<string, string>>;
  /** A value that Twilio has never known, for production's account. */
  dead(): Readonly<Record<string, string>>;
  /** Stores a version, AWSCURRENT unless another stage is named; what was current becomes AWSPREVIOUS. */
  put(name: SecretName, value: unknown, stage?: string): void;
}

interface FleetParts {
  readonly aws: LocalAws;
  readonly world: TwilioWorld;
  readonly kind: Kind;
  /** Takes the place of production's good secret, so that it has no AWSPREVIOUS. */
  readonly first?: ((fleet: Fleet) => unknown) | undefined;
}

export function seedFleet({ aws, world, kind, first }: FleetParts): Fleet {
  const id = randomUUID();
  const parent = addAccount(world);
  const staging = addAccount(world, { ownerSid: parent.sid });
  const production = addAccount(world, { ownerSid: parent.sid });
  const accounts = { parent, staging, production };
  const keys = {
    staging: addApiKey(world, { accountSid: staging.sid, keyType: 'standard' }),
    production: addApiKey(world, { accountSid: production.sid, keyType: 'standard' }),
  };
  const secretId = (name: SecretName): string => `${name}/${id}`;
  const fleet: Fleet = {
    kind,
    aws,
    world,
    accounts,
    keys,
    secretId,
    good: (name) => (kind === 'api-key' ? keySecret(keys[name]) : tokenSecret(accounts[name])),
    dead: () => ({
      accountSid: production.sid,
      ...(kind === 'api-key'
        ? { apiKeySid: `SK${randomHex()}`, apiKeySecret: 'q7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQe' }
        : { authToken: randomHex() }),
    }),
    put: (name, value, stage) => {
      const stages = stage === undefined ? {} : { stages: [stage] };
      aws.secrets.put({ id: secretId(name), value: asText(value), ...stages });
    },
  };
  const create = (name: SecretName, value: unknown): void => {
    aws.secrets.create({ name: secretId(name), value: asText(value) });
  };
  create('staging', fleet.good('staging'));
  create('production', first?.(fleet) ?? fleet.good('production'));
  create('auditor', tokenSecret(parent));
  return fleet;
}

/** The declared fleet: production as the environment to judge, staging beside it. */
export function declaredFleet(
  { accounts, secretId, kind }: Fleet,
  { audited }: { readonly audited: boolean },
): Expectations {
  const declare = (name: 'staging' | 'production'): Expectations['environments'][number] => ({
    name,
    secret: { id: secretId(name) },
    account: {
      sid: accounts[name].sid,
      parentSid: accounts.parent.sid,
      type: 'Full',
      shared: false,
    },
    credential: { kind },
    twilioRegion: 'us1',
    mode: 'enforce',
    onInconclusive: 'block',
  });
  const environments = [declare('staging'), declare('production')];
  return audited
    ? { environments, auditor: { secret: { id: secretId('auditor') } } }
    : { environments };
}

export function randomHex(): string {
  return randomUUID().replaceAll('-', '');
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
