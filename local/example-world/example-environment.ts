import type { ConfiguredEnvironment } from '../../functions/configuration/configuration.ts';
import type { LocalAws } from '../aws/start-local-aws.ts';
import type { LocalTwilio } from '../twilio/start-local-twilio.ts';
import { addAccount, moveOwner, setAccountStatus } from '../twilio/world/accounts.ts';
import { type IssuedCredential, issueCredential } from './credentials.ts';
import type { ExampleEnvironment, NewVersion, SecretFields } from './example-world.ts';
import { type ManagedSecret, managedSecret, secretPlace } from './managed-secret.ts';

/** The two worlds. */
export interface Worlds {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
}

/** Where an environment is made. */
export interface Surroundings extends Worlds {
  /** Gets every secret value that stops working, so that it can still be looked for. */
  readonly past: Set<string>;
}

/**
 * Makes an environment's credential and its secret, and rotates it once: AWSCURRENT holds what works,
 * AWSPREVIOUS what worked before. The account must exist.
 */
export function createExampleEnvironment(
  declared: ConfiguredEnvironment,
  { aws, twilio, past }: Surroundings,
): ExampleEnvironment {
  const { name, account, secret, credential } = declared;
  const place = secretPlace(secret);
  const isMainKey = credential.keyType === 'main';
  const inShape = (issued: IssuedCredential): ManagedSecret =>
    managedSecret(issued, { fields: secret.fields, isMainKey });
  const issued = issueCredential(twilio.world, declared);
  const held = { good: issued, stale: issued };
  const { type, fields } = inShape(issued);
  aws.secrets.create({ ...place, value: JSON.stringify(fields), type });
  if (secret.roleArn !== undefined) aws.secrets.access.requireRole(place.name, secret.roleArn);
  const environment: ExampleEnvironment = {
    name,
    accountSid: account.sid,
    secretId: secret.id,
    goodFields: () => inShape(held.good).fields,
    staleFields: () => inShape(held.stale).fields,
    putSecret: (version) => aws.secrets.put({ ...place, id: place.name, ...seedOf(version) }),
    putGoodSecret: () => environment.putSecret({ value: environment.goodFields() }),
    rotateAtTwilio: () => {
      held.stale = held.good;
      past.add(secretOf(held.stale));
      held.good = issueCredential(twilio.world, declared, held.stale);
    },
    deleteKey: () => {
      if (held.good.kind !== 'api-key') throw new Error(`${name} has no API key to delete.`);
      environment.rotateAtTwilio();
    },
    setAccountStatus: (status) => {
      setAccountStatus(twilio.world, account.sid, status);
    },
    moveToOwner: (ownerSid = addAccount(twilio.world).sid) =>
      moveOwner(twilio.world, account.sid, ownerSid).ownerSid,
  };
  environment.rotateAtTwilio();
  environment.putGoodSecret();
  return environment;
}

function seedOf({ value, ...version }: NewVersion): {
  readonly value: string | Uint8Array;
  readonly stages?: readonly string[];
} {
  const isRaw = typeof value === 'string' || value instanceof Uint8Array;
  return { ...version, value: isRaw ? value : JSON.stringify(value satisfies SecretFields) };
}

function secretOf(credential: IssuedCredential): string {
  return credential.kind === 'api-key' ? credential.apiKeySecret : credential.authToken;
}
