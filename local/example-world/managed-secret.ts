import type { ConfiguredSecret } from '../../functions/configuration/configuration.ts';
import type { ManagedSecretType } from '../aws/secrets/rotation.ts';
import type { SecretPlace } from '../aws/secrets/secret-store.ts';
import type { IssuedCredential } from './credentials.ts';
import type { SecretFields } from './example-world.ts';

/** Where a declared secret is to be made. */
interface DeclaredPlace extends SecretPlace {
  readonly name: string;
}

/**
 * Reads name, Region and account off the way a secret is declared: its role says the account.
 * Throws for an ARN: Secrets Manager, the local one too, chooses its last six characters.
 */
export function secretPlace({ id, region, roleArn }: ConfiguredSecret): DeclaredPlace {
  if (id.startsWith('arn:')) {
    throw new Error(`The example world cannot make a secret with a chosen complete ARN: ${id}`);
  }
  const accountId = roleArn?.split(':')[4];
  return {
    name: id,
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
  };
}

/** A secret as AWS manages them for Twilio: the `Type`, and the fields of the JSON. */
export interface ManagedSecret {
  readonly type: ManagedSecretType;
  readonly fields: SecretFields;
}

/** How the secret is declared, as far as its shape depends on that. */
export interface SecretShape {
  readonly fields?: ConfiguredSecret['fields'] | undefined;
  readonly isMainKey: boolean;
}

/**
 * Puts a credential into the shape that AWS's managed external secrets have; a declared mapping
 * renames the fields.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partner-Twilio.html
 */
export function managedSecret(credential: IssuedCredential, shape: SecretShape): ManagedSecret {
  const { fields: mapping = {}, isMainKey } = shape;
  const { accountSid } = credential;
  const account = { [mapping.accountSid ?? 'accountSid']: accountSid };
  if (credential.kind === 'auth-token') {
    const fields = { ...account, [mapping.authToken ?? 'authToken']: credential.authToken };
    return { type: 'TwilioAuthToken', fields };
  }
  const sidName = isMainKey ? 'adminKeySid' : 'apiKeySid';
  const secretName = isMainKey ? 'adminKeySecret' : 'apiKeySecret';
  return {
    type: isMainKey ? 'TwilioMainApiKey' : 'TwilioApiKey',
    fields: {
      ...account,
      [mapping.apiKeySid ?? sidName]: credential.apiKeySid,
      [mapping.apiKeySecret ?? secretName]: credential.apiKeySecret,
    },
  };
}
