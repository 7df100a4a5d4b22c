import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SecretReference } from '../../domain/model/expectation.ts';
import type { SecretReader, SecretReading, VersionStage } from '../../domain/model/ports.ts';
import {
  type CallLimits,
  createRequestHandler,
  RETRIED_ATTEMPTS,
} from './create-request-handler.ts';
import { createRoleSessions, type RoleIdentity } from './create-role-sessions.ts';
import { type AwsService, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { inRegion, regionOf } from './region-of.ts';
import { type FailedReading, secretFailure } from './secret-failure.ts';
import { secretMetadata, secretReading } from './secret-reading.ts';

/** Where secrets are read by default, and the limits of a call. */
export interface SecretReaderOptions extends CallLimits {
  /** For secrets that name no Region; default: the SDK's own chain (`AWS_REGION`, profile). */
  readonly region?: string | undefined;
  /** HTTP attempts per read, 1 to 3; default 3. */
  readonly maxAttempts?: number | undefined;
  /** Decides when an assumed role's session must be renewed; default: the system's time. */
  readonly now?: (() => Date) | undefined;
}

const SECRETS_MANAGER: AwsService = {
  name: 'Secrets Manager',
  exception: SecretsManagerServiceException,
};

/**
 * Reads secrets from Secrets Manager, always fresh and always by version stage.
 *
 * The Region is the secret's own, else the one in its ARN, else the default; `roleArn` is assumed
 * first. One client per Region and role, made on first use. Never throws: what AWS, the network or
 * the caller's credentials do becomes a failed reading, and `options.signal` ends everything.
 */
export function createSecretReader(options: SecretReaderOptions = {}): SecretReader {
  const clientOf = createSecretClients(options);
  return {
    read: async (secret, versionStage, { signal }) => {
      try {
        const client = await clientOf(secret, signal);
        if ('outcome' in client) return client;
        return await inTime(signal, (bounded) =>
          getSecretValue(client, { secretId: secret.id, versionStage, signal: bounded }),
        );
      } catch (error) {
        return secretFailure(describeFault(error, SECRETS_MANAGER, [secret.id]));
      }
    },
    describe: async (secret, { signal }) => {
      try {
        const client = await clientOf(secret, signal);
        if ('outcome' in client) return undefined;
        const command = new DescribeSecretCommand({ SecretId: secret.id });
        return secretMetadata(
          await inTime(signal, (abortSignal) => client.send(command, { abortSignal })),
        );
      } catch {
        // Denied or not to be had: only the explanation is poorer for it.
        return undefined;
      }
    },
  };
}

interface Question {
  readonly secretId: string;
  readonly versionStage: VersionStage;
  readonly signal: AbortSignal;
}

async function getSecretValue(
  client: SecretsManagerClient,
  { secretId, versionStage, signal }: Question,
): Promise<SecretReading> {
  const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: versionStage });
  return secretReading(await client.send(command, { abortSignal: signal }), versionStage);
}

interface KeptClient {
  readonly client: SecretsManagerClient;
  readonly identity: RoleIdentity | undefined;
}

/** The client for a secret, or the failed reading that takes its place; ends with `signal`. */
export type ClientOf = (
  secret: SecretReference,
  signal: AbortSignal,
) => Promise<SecretsManagerClient | FailedReading>;

/**
 * The clients of secrets, one per Region and role, made on first use; or why the role could not be
 * assumed. The Region is the secret's own, else the one in its ARN, else the default.
 */
export function createSecretClients(options: SecretReaderOptions): ClientOf {
  const requestHandler = createRequestHandler(options);
  const { now = () => new Date(), region: defaultRegion } = options;
  const assume = createRoleSessions({
    region: defaultRegion,
    requestHandler,
    now,
  });
  const clients = new Map<string, KeptClient>();

  return async (secret, signal) => {
    const session = secret.roleArn === undefined ? undefined : await assume(secret.roleArn, signal);
    if (session?.outcome === 'failed') {
      return session;
    }
    const region = secret.region ?? regionOf(secret.id) ?? defaultRegion;
    const key = `${region ?? ''} ${secret.roleArn ?? ''}`;
    const kept = clients.get(key);
    if (kept !== undefined && kept.identity === session?.identity) {
      return kept.client;
    }
    const client = createClient(requestHandler, options, { region, identity: session?.identity });
    clients.set(key, { client, identity: session?.identity });
    return client;
  };
}

interface Place {
  readonly region: string | undefined;
  readonly identity: RoleIdentity | undefined;
}

function createClient(
  requestHandler: NodeHttpHandler,
  options: SecretReaderOptions,
  { region, identity }: Place,
): SecretsManagerClient {
  return new SecretsManagerClient({
    ...inRegion(region),
    ...(identity === undefined ? {} : { credentials: { ...identity } }),
    requestHandler,
    retryMode: 'standard',
    maxAttempts: options.maxAttempts ?? RETRIED_ATTEMPTS,
  });
}
