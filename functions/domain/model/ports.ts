import type { Alert } from './alert.ts';
import type { SecretReference } from './expectation.ts';
import type { SecretMetadata } from './follow-up.ts';
import type { Redacted } from './redacted.ts';

/** Version stages that are read by name; GetSecretValue is never called without one. */
export type VersionStage = 'AWSCURRENT' | 'AWSPREVIOUS' | 'AWSPENDING';

/** One call's share of time. Adapters stop when `signal` aborts and never outlive it. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /** When `signal` will abort, by `Clock.monotonicMs`: a wait that would end later is not begun. */
  readonly deadlineMs?: number | undefined;
}

/** Why a secret could not be read; one reason per documented answer of GetSecretValue. */
export type SecretFailure =
  | 'not-found' // ResourceNotFoundException: no such secret
  | 'no-such-version' // ResourceNotFoundException: the secret exists, the stage or its value does not
  | 'pending-deletion' // InvalidRequestException, scheduled for deletion
  | 'not-text' // it was read: SecretBinary that is not UTF-8
  | 'invalid-request' // InvalidRequestException, InvalidParameterException otherwise
  | 'access-denied' // AccessDeniedException
  | 'kms-denied' // DecryptionFailure, or AccessDeniedException that names KMS
  | 'role-denied' // sts:AssumeRole refused
  | 'unavailable'; // time-out, throttling, InternalServiceError, no route: could not tell

/** Where a secret came from that was not read from Secrets Manager. */
export type LocalSource =
  /** The path as a person named it. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'standard-input' }
  /** Of the process; a declared environment is what they are compared with. */
  | { readonly kind: 'variables'; readonly isDeclared: boolean };

/** What stands in a report where the id of a secret's version would; an id of AWS has 32 characters or more. */
export const LOCAL_VERSION_IDS: Readonly<Record<LocalSource['kind'], string>> = {
  file: 'local-file',
  'standard-input': 'local-file',
  variables: 'variables',
};

export type SecretReading =
  | {
      readonly outcome: 'read';
      readonly versionId: string;
      /** Absent: from Secrets Manager. */
      readonly local?: LocalSource | undefined;
      readonly versionStage: VersionStage;
      /** When the version was stored, ISO 8601; absent where that is not known, as for a local file. */
      readonly createdAt?: string | undefined;
      /** The complete ARN as Secrets Manager answers it; absent for a local file. */
      readonly arn?: string | undefined;
      /** SecretString, or SecretBinary decoded as UTF-8. */
      readonly payload: Redacted<string>;
    }
  | {
      readonly outcome: 'failed';
      readonly failure: SecretFailure;
      /** Who gave this answer, or none, where it is not Secrets Manager: the role could not be assumed. */
      readonly service?: 'STS' | undefined;
      /** AWS's own message, at most 500 characters; it names ARNs and never a value. */
      readonly message: string;
    };

/** Reads one version of one secret. Never throws for an AWS answer: that is a {@link SecretReading}. */
export interface SecretReader {
  read(
    secret: SecretReference,
    versionStage: VersionStage,
    options: CallOptions,
  ): Promise<SecretReading>;
  /**
   * DescribeSecret: stages, rotation, last change. Undefined where it is denied or not to be had:
   * nothing but a better explanation depends on it.
   */
  describe(secret: SecretReference, options: CallOptions): Promise<SecretMetadata | undefined>;
}

/** CodePipeline's failure types that a gate uses. */
export type JobFailureType =
  | 'JobFailed'
  | 'ConfigurationError'
  | 'PermissionError'
  | 'SystemUnavailable';

export type JobResult =
  | {
      readonly outcome: 'success';
      /** 1 to 2,048 characters. */
      readonly summary: string;
      readonly outputVariables: Readonly<Record<string, string>>;
    }
  /** Not decided yet: CodePipeline keeps the action open and invokes again, with a new job id. */
  | {
      readonly outcome: 'continue';
      /** 1 to 2,048 characters, handed back by the next invocation. No place for a secret. */
      readonly continuationToken: string;
      /** 1 to 2,048 characters. */
      readonly summary: string;
    }
  | {
      readonly outcome: 'failure';
      readonly type: JobFailureType;
      /** 1 to 5,000 code points; begins with the one-line diagnosis. */
      readonly message: string;
      /** The run id, 1 to 1,500 characters. */
      readonly externalExecutionId: string;
    };

/**
 * How one attempt to answer a job ended.
 *
 * - `accepted`: CodePipeline took this answer.
 * - `already-completed`: InvalidJobStateException or JobNotFoundException: another answer stands.
 * - `denied`: AccessDenied: the function's role has no permission to answer.
 * - `refused`: CodePipeline will not take it (validation): no use in trying again.
 * - `unreachable`: no usable answer; it may or may not have arrived.
 */
export type JobAnswer = {
  readonly outcome: 'accepted' | 'already-completed' | 'denied' | 'refused' | 'unreachable';
  /** AWS's error name and message for the log, at most 500 characters. */
  readonly detail: string;
};

/** Answers CodePipeline jobs: one HTTP attempt per call, so that the caller knows which try was taken. */
export interface PipelineJobs {
  answer(jobId: string, result: JobResult, options: CallOptions): Promise<JobAnswer>;
}

/** One execution of a lifecycle hook, as CodeDeploy names it in its event. */
export interface HookExecution {
  readonly deploymentId: string;
  /** A caller that has it may answer: it is not logged. */
  readonly executionId: string;
}

/** The two statuses that CodeDeploy takes from a Lambda function. */
export type HookStatus = 'Succeeded' | 'Failed';

/**
 * Answers CodeDeploy's lifecycle hooks, one HTTP attempt per call; the outcomes are those of a job.
 * `already-completed` is LifecycleEventAlreadyCompletedException.
 */
export interface DeploymentHooks {
  answer(hook: HookExecution, status: HookStatus, options: CallOptions): Promise<JobAnswer>;
}

/** Publishes one alert. Throws `PreflightError` when it could not be handed over. */
export interface AlertSink {
  publish(alert: Alert, options: CallOptions): Promise<void>;
}

/** Time, as a port: tests and simulations bring their own. */
export interface Clock {
  now(): Date;
  /** Milliseconds from a fixed, arbitrary point; never goes back. */
  monotonicMs(): number;
  /** Resolves after `durationMs`, or early when `signal` aborts. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness, as a port. */
export interface Randomness {
  /** 0 ≤ x < 1 */
  fraction(): number;
  /** A lower-case UUID. */
  uuid(): string;
}

/** Keyed fingerprints: equal values give equal fingerprints within one run, and mean nothing outside it. */
export interface Fingerprints {
  of(value: Redacted<string>): string;
}

/** Facts of one log line: plain values, never an event, an error object or a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Structured log lines. Never throws: a logging fault must not hold or open a gate. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
