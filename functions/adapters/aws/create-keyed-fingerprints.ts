import { GenerateMacCommand, KMSClient, KMSServiceException } from '@aws-sdk/client-kms';
import type { KeyedFingerprints } from '../../domain/model/fleet-ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import {
  type CallLimits,
  createRequestHandler,
  RETRIED_ATTEMPTS,
} from './create-request-handler.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';

export interface KeyedFingerprintsOptions extends CallLimits {
  /** Id or ARN of a key for HMAC_SHA_256, in the function's own Region. */
  readonly keyId: string;
}

const KMS: AwsService = { name: 'KMS', exception: KMSServiceException };

/**
 * Fingerprints by KMS (`GenerateMac`, HMAC-SHA-256), as 64 hex digits, one call for each value. The key never
 * leaves KMS, so that a fingerprint which leaks cannot be searched for.
 *
 * Throws {@link PreflightError} `fleet.unavailable`, which holds no text of the service: its request was the value.
 */
export function createKeyedFingerprints({
  keyId,
  ...limits
}: KeyedFingerprintsOptions): KeyedFingerprints {
  const client = new KMSClient({
    requestHandler: createRequestHandler(limits),
    retryMode: 'standard',
    maxAttempts: RETRIED_ATTEMPTS,
  });
  return {
    of: async (value, { signal }) => {
      const command = new GenerateMacCommand({
        KeyId: keyId,
        MacAlgorithm: 'HMAC_SHA_256',
        Message: new TextEncoder().encode(value.expose()),
      });
      try {
        const { Mac } = await inTime(signal, (abortSignal) =>
          client.send(command, { abortSignal }),
        );
        if (Mac?.length !== MAC_BYTES) throw new Error('an answer that is not KMS’s');
        return Buffer.from(Mac).toString('hex');
      } catch (error) {
        throw unavailable(error);
      }
    },
  };
}

const MAC_BYTES = 32;

function unavailable(error: unknown): PreflightError {
  const { name, message, named } = describeFault(error, KMS);
  const said = named ? `KMS refused to make a fingerprint (${name}).` : message;
  return new PreflightError(said, { code: 'fleet.unavailable', fault: 'service' });
}
