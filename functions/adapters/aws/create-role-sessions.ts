import type { AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SecretFailure } from '../../domain/model/ports.ts';
import { RETRIED_ATTEMPTS } from './create-request-handler.ts';
import { type AwsFault, describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';
import { inRegion } from './region-of.ts';
import { type FailedReading, failedReading } from './secret-failure.ts';

/** Temporary credentials of an assumed role. Held in memory only, handed to an AWS client only. */
export interface RoleIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** The outcome of assuming a role; a failure is already in the words of a secret reading. */
export type RoleSession =
  | { readonly outcome: 'assumed'; readonly identity: RoleIdentity }
  | FailedReading;

/** What the sessions of one secret reader share with it. */
export interface RoleSessionsOptions {
  /** Region of the STS endpoint; default: the SDK's own chain (`AWS_REGION`, profile). */
  readonly region?: string | undefined;
  readonly requestHandler: NodeHttpHandler;
  readonly now: () => Date;
}

const SESSION_NAME = 'twilio-preflight';
// The least STS gives; a run takes seconds.
const SESSION_SECONDS = 900;
const RENEW_BEFORE_MS = 60_000;
// Callers share one request, so it cannot end with the time of any one of them.
const ASSUME_TIMEOUT_MS = 10_000;

/**
 * Assumes roles to read secrets with, once per role until a minute before the session expires.
 * Simultaneous calls for a role share one request, and each waits for it until its own `signal` aborts. A
 * failure is not kept.
 *
 * STS's AccessDenied is `role-denied` (also for a role that does not exist), its ValidationError
 * (no ARN) `invalid-request`, anything else `unavailable`. The client is loaded on first use.
 */
export function createRoleSessions(
  options: RoleSessionsOptions,
): (roleArn: string, signal: AbortSignal) => Promise<RoleSession> {
  const kept = new Map<string, KeptSession>();
  const start = (roleArn: string): Promise<RoleSession> => {
    const last = kept.get(roleArn);
    if (last !== undefined && last.freshUntilMs > options.now().getTime()) {
      return last.session;
    }
    const session = assumeRole(roleArn, options).then((ended) => {
      kept.set(roleArn, { session, freshUntilMs: freshUntilMs(ended) });
      return ended;
    });
    kept.set(roleArn, { session, freshUntilMs: Number.POSITIVE_INFINITY });
    return session;
  };
  return async (roleArn, signal) => {
    try {
      return await inTime(signal, () => start(roleArn));
    } catch {
      return stsFailure('unavailable', `Assuming ${roleArn}: no answer from STS in time.`);
    }
  };
}

interface KeptSession {
  readonly session: Promise<RoleSession>;
  /** Infinity while STS has not answered, so that simultaneous callers wait for the same answer. */
  readonly freshUntilMs: number;
}

function freshUntilMs(session: RoleSession): number {
  return session.outcome === 'assumed'
    ? session.identity.expiration.getTime() - RENEW_BEFORE_MS
    : Number.NEGATIVE_INFINITY;
}

async function assumeRole(roleArn: string, options: RoleSessionsOptions): Promise<RoleSession> {
  const { AssumeRoleCommand, STSClient, STSServiceException } = await import('@aws-sdk/client-sts');
  const client = new STSClient({
    ...inRegion(options.region),
    requestHandler: options.requestHandler,
    retryMode: 'standard',
    maxAttempts: RETRIED_ATTEMPTS,
  });
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: SESSION_NAME,
    DurationSeconds: SESSION_SECONDS,
  });
  try {
    return roleSession(
      await inTime(
        undefined,
        (abortSignal) => client.send(command, { abortSignal }),
        ASSUME_TIMEOUT_MS,
      ),
    );
  } catch (error) {
    const service = { name: 'STS', exception: STSServiceException };
    return refusal(describeFault(error, service, [roleArn]), roleArn);
  }
}

function roleSession({ Credentials: given }: AssumeRoleCommandOutput): RoleSession {
  if (!(given?.AccessKeyId && given.SecretAccessKey && given.SessionToken && given.Expiration)) {
    return stsFailure('unavailable', 'An answer that is not one of STS: it has no credentials.');
  }
  return {
    outcome: 'assumed',
    identity: {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration,
    },
  };
}

const REFUSALS: Readonly<Record<string, SecretFailure>> = {
  AccessDenied: 'role-denied',
  AccessDeniedException: 'role-denied',
  ValidationError: 'invalid-request',
  ValidationException: 'invalid-request',
};

function refusal(fault: AwsFault, roleArn: string): RoleSession {
  const failure = fault.named ? REFUSALS[fault.name] : undefined;
  return stsFailure(failure ?? 'unavailable', `Assuming ${roleArn}: ${fault.message}`);
}

function stsFailure(failure: SecretFailure, message: string): FailedReading {
  return { ...failedReading(failure, message), service: 'STS' };
}
