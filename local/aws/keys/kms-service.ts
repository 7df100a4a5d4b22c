import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type Service, stringMembers } from '../wire/operation.ts';
import { blob, text } from '../wire/validation.ts';
import { HMAC_SPECS, type KeyStore, type LocalKey } from './key-store.ts';

/**
 * KMS, as far as message authentication codes go. Key policies and grants have no effect here; a key is
 * named by its id or ARN, as this world has no aliases.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html
 */
export function createKmsService(keys: KeyStore): Service<Operation> {
  return {
    name: 'kms',
    operations: new Map([['GenerateMac', generateMac(keys)]]),
    resources: (input) => stringMembers(input, ['KeyId']),
  };
}

const ALGORITHMS = Object.values(HMAC_SPECS).map(({ algorithm }) => algorithm);

const macInput = {
  Message: blob(1, 4096),
  KeyId: text(1, 2048),
  MacAlgorithm: z.enum(ALGORITHMS),
  DryRun: z.boolean().optional(),
};

function generateMac(keys: KeyStore): Operation {
  return defineOperation(macInput, ({ Message, KeyId, MacAlgorithm, DryRun }, { region }) => {
    const key = usableKey(keys.find(KeyId, region), KeyId);
    const algorithm = key.spec === 'SYMMETRIC_DEFAULT' ? undefined : HMAC_SPECS[key.spec].algorithm;
    if (algorithm !== MacAlgorithm) {
      throw new AwsError(
        'InvalidKeyUsageException',
        `Algorithm ${MacAlgorithm} is incompatible with key spec ${key.spec}.`,
      );
    }
    if (DryRun === true) {
      throw new AwsError(
        'DryRunOperationException',
        'The request would have succeeded, but the DryRun option is set.',
      );
    }
    return { Mac: keys.mac(key, Buffer.from(Message, 'base64')), MacAlgorithm, KeyId: key.arn };
  });
}

function usableKey(key: LocalKey | undefined, wanted: string): LocalKey {
  if (key === undefined) throw new AwsError('NotFoundException', `Key '${wanted}' does not exist`);
  if (key.state === 'Disabled') throw new AwsError('DisabledException', `${key.arn} is disabled.`);
  if (key.state === 'PendingDeletion') {
    throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  }
  return key;
}
