import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import twilio from 'twilio';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { redirectedClient } from '../handlers/redirected-client.ts';

/**
 * The script one would write first: one environment after the other, with the `twilio` package used
 * as its README shows. Asks what the gate asks for a Main key. Throws for a credential that is wrong.
 */
export async function verifySequentially(
  { environments }: Configuration,
  twilioOrigin: string,
): Promise<void> {
  const secretsManager = new SecretsManagerClient();
  const httpClient = redirectedClient(twilioOrigin);
  for (const { name, secret, account: expected } of environments) {
    const command = new GetSecretValueCommand({ SecretId: secret.id });
    const { SecretString = '' } = await secretsManager.send(command);
    const { adminKeySid, adminKeySecret } = JSON.parse(SecretString);
    const client = twilio(adminKeySid, adminKeySecret, { accountSid: expected.sid, httpClient });
    const account = await client.api.v2010.accounts(expected.sid).fetch();
    await client.incomingPhoneNumbers.list({ limit: 1 });
    if (account.status !== 'active' || account.ownerAccountSid !== expected.parentSid) {
      throw new Error(`${name} is not what it should be`);
    }
  }
  secretsManager.destroy();
}
