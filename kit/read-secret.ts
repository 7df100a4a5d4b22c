import type * as SecretsManager from '@aws-sdk/client-secrets-manager';
import { inRegion, regionOf } from '../functions/adapters/aws/region-of.ts';
import { isSecretShaped } from '../functions/domain/credential/secret-shape.ts';
import { PreflightError } from '../functions/domain/model/preflight-error.ts';
import { Redacted } from '../functions/domain/model/redacted.ts';

const PACKAGE = '@aws-sdk/client-secrets-manager';
/** With the client's own retries. */
const LIMIT_MS = 10_000;
/** A name as CreateSecret allows it, or an ARN. */
const SECRET_ID = /^(arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:)?[\w/+=.@-]{1,512}$/;

/**
 * Reads AWSCURRENT of a secret by its name or ARN, in the Region of the ARN or of the application. Throws
 * {@link PreflightError} `secret.unreadable` with the name of AWS's error, `config.invalid` where the
 * application has no AWS client, and for what is no name: it may be the value, which CloudTrail would keep.
 */
export async function readSecret(secretId: string): Promise<Redacted<string>> {
  if (!SECRET_ID.test(secretId) || secretId.split(/[^A-Za-z0-9]/).some(isSecretShaped)) {
    throw new PreflightError(
      'secretId is not the name or the ARN of a secret (not shown: it may be the value itself)',
      { code: 'config.invalid', fault: 'operator' },
    );
  }
  const sdk = await loadClient();
  const client = new sdk.SecretsManagerClient({ ...inRegion(regionOf(secretId)) });
  const command = new sdk.GetSecretValueCommand({ SecretId: secretId, VersionStage: 'AWSCURRENT' });
  let failure = 'it holds no text';
  try {
    const abortSignal = AbortSignal.timeout(LIMIT_MS);
    const { SecretString, SecretBinary } = await client.send(command, { abortSignal });
    const text = SecretString ?? (SecretBinary && Buffer.from(SecretBinary).toString('utf8'));
    if (typeof text === 'string') return new Redacted(text);
  } catch (error) {
    failure = nameOf(error);
  } finally {
    client.destroy();
  }
  throw new PreflightError(`The secret ${secretId} could not be read: ${failure}`, {
    code: 'secret.unreadable',
    fault: 'service',
  });
}

/** `AccessDeniedException`. No text: that of the SDK may quote the answer. */
function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return /^[A-Z][A-Za-z]{2,59}$/.test(name) ? name : 'unknown error';
}

/** The application's own copy, loaded only here: without `secretId` none is needed. */
async function loadClient(): Promise<typeof SecretsManager> {
  try {
    return await import('@aws-sdk/client-secrets-manager');
  } catch (cause) {
    throw new PreflightError(
      `secretId is read with ${PACKAGE}, which cannot be loaded. Install it: npm install ${PACKAGE}`,
      { code: 'config.invalid', fault: 'operator', cause },
    );
  }
}
