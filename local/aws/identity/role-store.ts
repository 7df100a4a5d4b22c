import { randomBytes, randomInt } from 'node:crypto';
import { AwsError } from '../wire/aws-error.ts';
import type { Caller, Signature } from './caller.ts';

/** Temporary credentials in AWS's own words; valid in this world until `Expiration`. */
export interface SessionCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

/** A session to be opened. */
export interface SessionRequest {
  /** `arn:aws:iam::ACCOUNT:role/PATH/NAME` */
  readonly roleArn: string;
  readonly sessionName: string;
  /** Default 3600. */
  readonly durationSeconds?: number;
}

/**
 * Roles and the sessions assumed from them. Every well-formed role may be assumed unless refused.
 *
 * `openSession` hands out what AssumeRole would, for instance to give a function its execution
 * role; `identify` names a signer and throws `UnrecognizedClientException` or `ExpiredTokenException`
 * (403) for session credentials that are unknown, lack their session token, or have expired.
 */
export interface RoleStore {
  openSession(request: SessionRequest): SessionCredentials;
  identify(signature: Signature): Caller;
  /** From now on AssumeRole of this role answers AccessDenied. */
  refuse(roleArn: string): void;
  accept(roleArn: string): void;
  isRefused(roleArn: string): boolean;
}

interface Session {
  readonly caller: Caller;
  readonly token: string;
  readonly expires: Date;
}

/**
 * Makes a store without sessions. Access keys that are no session's (they do not begin with
 * `ASIA`) belong to `arn:aws:iam::ACCOUNT:user/local`.
 */
export function createRoleStore(accountId: string, now: () => Date): RoleStore {
  const sessions = new Map<string, Session>();
  const refused = new Set<string>();
  const user: Caller = { accountId, arn: `arn:aws:iam::${accountId}:user/local` };
  return {
    openSession: (request) => {
      const credentials = temporaryCredentials(now(), request.durationSeconds ?? 3600);
      sessions.set(credentials.AccessKeyId, {
        caller: sessionCaller(request),
        token: credentials.SessionToken,
        expires: credentials.Expiration,
      });
      return credentials;
    },
    identify: (signature) => {
      const { accessKeyId, sessionToken } = signature;
      if (!accessKeyId.startsWith('ASIA')) return user;
      const session = sessions.get(accessKeyId);
      if (session === undefined || session.token !== sessionToken) throw unknownToken();
      if (session.expires <= now()) throw expiredToken();
      return session.caller;
    },
    refuse: (roleArn) => {
      refused.add(roleArn);
    },
    accept: (roleArn) => {
      refused.delete(roleArn);
    },
    isRefused: (roleArn) => refused.has(roleArn),
  };
}

/**
 * The caller that a session makes of its user.
 *
 * @throws AwsError `ValidationException` when the ARN is not a role's.
 */
export function sessionCaller({ roleArn, sessionName }: SessionRequest): Caller {
  const [, accountId, path] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(\S+)$/.exec(roleArn) ?? [];
  if (accountId === undefined || path === undefined) {
    throw new AwsError('ValidationException', `${roleArn} is invalid`);
  }
  // The path of a role does not appear in the ARN of its sessions.
  const name = path.slice(path.lastIndexOf('/') + 1);
  const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/${sessionName}`;
  return { accountId, arn, roleArn };
}

const KEY_ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function temporaryCredentials(now: Date, durationSeconds: number): SessionCredentials {
  const suffix = Array.from({ length: 16 }, () => KEY_ID_ALPHABET[randomInt(32)]).join('');
  return {
    AccessKeyId: `ASIA${suffix}`,
    SecretAccessKey: randomBytes(30).toString('base64'),
    SessionToken: randomBytes(96).toString('base64'),
    Expiration: new Date(now.getTime() + durationSeconds * 1000),
  };
}

function unknownToken(): AwsError {
  const message = 'The security token included in the request is invalid.';
  return new AwsError('UnrecognizedClientException', message, 403);
}

function expiredToken(): AwsError {
  const message = 'The security token included in the request is expired';
  return new AwsError('ExpiredTokenException', message, 403);
}
