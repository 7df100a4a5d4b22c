import { createLimiter } from '../concurrency/limiter.ts';
import { withTimeLimit } from '../concurrency/time-limit.ts';
import { parseAuthToken } from '../credential/parse-auth-token.ts';
import { parseCredential } from '../credential/parse-credential.ts';
import type { CredentialKind } from '../model/credential.ts';
import type { EnvironmentExpectation, SecretReference } from '../model/expectation.ts';
import type { ParsedSecret } from '../model/parsed-secret.ts';
import type { SecretReader, VersionStage } from '../model/ports.ts';
import { BOUNDS, type VerificationPorts, type VerificationRequest } from './verification.ts';

/** The secrets of a run, being read; each version is read once, all at once. */
export interface SecretLibrary {
  /** By environment: the version that is judged. */
  readonly judged: ReadonlyMap<string, Promise<ParsedSecret>>;
  /** By environment: AWSCURRENT, to compare with what is judged. The same reading where it is that. */
  readonly current: ReadonlyMap<string, Promise<ParsedSecret>>;
  /** Absent when no auditor is declared. */
  readonly auditor?: Promise<ParsedSecret>;
  /** Reads the judged version of one environment anew. */
  readonly readAgain: (environment: EnvironmentExpectation) => Promise<ParsedSecret>;
}

/** The reading of one environment among those of a library; throws where it was never begun. */
export function readingOf(
  { name }: EnvironmentExpectation,
  readings: SecretLibrary['current'],
): Promise<ParsedSecret> {
  const held = readings.get(name);
  if (held === undefined) throw new Error(`no secret was read for environment ${name}`);
  return held;
}

/**
 * Starts reading the secrets of all declared environments and of the auditor, each within the time
 * limit. A promise that is never awaited never becomes an unhandled rejection.
 */
export function readSecrets(
  request: SecretRequest,
  ports: SecretPorts,
  parent: AbortSignal,
): SecretLibrary {
  const { versionStage = 'AWSCURRENT', environments } = request;
  const { auditor } = request.expectations;
  const readVersion = createReading(ports, parent);
  const read = (stage: VersionStage, { secret, credential }: EnvironmentExpectation) =>
    readVersion(secret, { versionStage: stage, declaredKind: credential.kind });
  const readAll = (stage: VersionStage, which: readonly EnvironmentExpectation[]) =>
    new Map(which.map((one) => [one.name, read(stage, one)] as const));
  const current = readAll('AWSCURRENT', comparedEnvironments(request));
  const judged = versionStage === 'AWSCURRENT' ? current : readAll(versionStage, environments);
  const library: SecretLibrary = { current, judged, readAgain: (one) => read(versionStage, one) };
  // Either kind will do for the auditor; the parse takes the complete one.
  const asAuditor = { versionStage: 'AWSCURRENT', declaredKind: 'auth-token' } as const;
  return auditor === undefined
    ? library
    : { ...library, auditor: readVersion(auditor.secret, asAuditor) };
}

/** The part of a request that says which secrets there are. */
export type SecretRequest = Pick<
  VerificationRequest,
  'expectations' | 'environments' | 'versionStage'
>;

/** The ports that a reading of secrets needs. */
export type SecretPorts = Pick<VerificationPorts, 'secrets' | 'clock'>;

/** Those whose AWSCURRENT is needed: a single environment's own is not, where another stage is judged. */
function comparedEnvironments(request: SecretRequest): readonly EnvironmentExpectation[] {
  const { versionStage = 'AWSCURRENT', environments, expectations } = request;
  if (versionStage === 'AWSCURRENT') return expectations.environments;
  return expectations.environments.filter(({ name }) =>
    environments.some((judged) => judged.name !== name),
  );
}

/** Which version of a secret, and the kind it is declared to hold. */
export interface SecretVersion {
  readonly versionStage: VersionStage;
  readonly declaredKind: CredentialKind;
}

/**
 * Makes a reading of single versions, so many at once as a run may, each within the time limit. A promise
 * that is never awaited never becomes an unhandled rejection.
 */
export function createReading(
  ports: SecretPorts,
  parent: AbortSignal,
): (reference: SecretReference, version: SecretVersion) => Promise<ParsedSecret> {
  const limited = createLimiter(BOUNDS.secretsAtOnce);
  const timeLimit = { clock: ports.clock, limitMs: BOUNDS.secretsMs, parent };
  return (reference, version) => {
    const reading = limited(() =>
      withTimeLimit(timeLimit, (signal) =>
        readSecret(ports.secrets, reference, { ...version, signal }),
      ),
    );
    reading.catch(() => undefined);
    return reading;
  };
}

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
    return { secret: { ...reading, versionStage } };
  }
  const { versionId, createdAt, arn, payload, local } = reading;
  const fields = reference.fields === undefined ? {} : { fields: reference.fields };
  const parse = parseCredential(payload, { declaredKind, ...fields });
  const authToken = parseAuthToken(payload, reference.fields);
  return {
    secret: {
      outcome: 'read',
      versionStage,
      versionId,
      local,
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(arn === undefined ? {} : { arn }),
    },
    parse,
    ...(authToken === undefined ? {} : { authToken }),
  };
}
