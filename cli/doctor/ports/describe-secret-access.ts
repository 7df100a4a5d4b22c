import {
  DescribeSecretCommand,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import {
  createSecretClients,
  type SecretReaderOptions,
} from '../../../functions/adapters/aws/create-secret-reader.ts';
import { type AwsService, describeFault } from '../../../functions/adapters/aws/describe-fault.ts';
import { inTime } from '../../../functions/adapters/aws/in-time.ts';
import { secretFailure } from '../../../functions/adapters/aws/secret-failure.ts';
import type { DoctorPorts } from './doctor-ports.ts';

const SECRETS_MANAGER: AwsService = {
  name: 'Secrets Manager',
  exception: SecretsManagerServiceException,
};

/**
 * Describes secrets without reading their values: with DescribeSecret, in the secret's own Region and with
 * its role. A secret that is scheduled for deletion is described by AWS, and is `pending-deletion` here.
 * Never throws.
 */
export function describeSecretAccess(options: SecretReaderOptions): DoctorPorts['describeSecret'] {
  const clientOf = createSecretClients(options);
  return async (secret, { signal }) => {
    try {
      const client = await clientOf(secret, signal);
      if ('outcome' in client) return client;
      const command = new DescribeSecretCommand({ SecretId: secret.id });
      const { ARN, DeletedDate } = await inTime(signal, (abortSignal) =>
        client.send(command, { abortSignal }),
      );
      if (DeletedDate !== undefined) {
        const message = `It is scheduled for deletion since ${DeletedDate.toISOString()}.`;
        return { outcome: 'failed', failure: 'pending-deletion', message };
      }
      return ARN === undefined
        ? {
            outcome: 'failed',
            failure: 'unavailable',
            message: 'An answer that is not one of Secrets Manager.',
          }
        : { outcome: 'described', arn: ARN };
    } catch (error) {
      return secretFailure(describeFault(error, SECRETS_MANAGER, [secret.id]));
    }
  };
}
