import { parseAuthToken } from '../credential/parse-auth-token.ts';
import { parseCredential } from '../credential/parse-credential.ts';
import type { CredentialKind } from '../model/credential.ts';
import type { SecretReference } from '../model/expectation.ts';
import type { ParsedSecret } from '../model/parsed-secret.ts';
import type { SecretReader, VersionStage } from '../model/ports.ts';

interface ReadOptions {
  readonly versionStage: VersionStage;
  readonly declaredKind: CredentialKind;
  readonly signal: AbortSignal;
}

/** Reads one version of a secret and parses it. A failure to read is part of the result. */
export async function readSecret(
  reader: SecretReader,
  reference: SecretReference,
  { versionStage, declaredKind, signal }: ReadOptions,
): Promise<ParsedSecret> {
  const reading = await reader.read(reference, versionStage, { signal });
  if (reading.outcome === 'failed') {
    const { failure, message } = reading;
    return { secret: { outcome: 'failed', versionStage, failure, message } };
  }
  const { versionId, createdAt, payload } = reading;
  const fields = reference.fields === undefined ? {} : { fields: reference.fields };
  const parse = parseCredential(payload, { declaredKind, ...fields });
  const authToken = parseAuthToken(payload, reference.fields);
  return {
    secret: {
      outcome: 'read',
      versionStage,
      versionId,
      ...(createdAt === undefined ? {} : { createdAt }),
    },
    parse,
    ...(authToken === undefined ? {} : { authToken }),
  };
}
