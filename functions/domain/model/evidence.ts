import type { AuditEvidence } from './audit-evidence.ts';
import type { AuthTokenParse, CredentialParse } from './credential-parse.ts';
import type { EnvironmentExpectation } from './expectation.ts';
import type { FollowUpRecord } from './follow-up.ts';
import type { LocalSource, SecretFailure, VersionStage } from './ports.ts';
import type { RotationWait } from './rotation-wait.ts';
import type { TestCallEvidence } from './test-call.ts';
import type { TwilioReply } from './twilio-api.ts';

/**
 * Everything that was seen for one environment, as plain data: checks and causes are pure functions
 * of it, so stored evidence can be judged again. Secret values are `Redacted` or absent.
 */
export interface Evidence {
  readonly expectation: EnvironmentExpectation;
  /** The Region its secret is read in, where known; for the commands that are shown. */
  readonly secretRegion?: string;
  /** Every declared environment, to name the one that a foreign account belongs to. */
  readonly declared: readonly DeclaredAccount[];
  readonly secret: SecretEvidence;
  /** Absent when the secret could not be read. */
  readonly parse?: CredentialParse;
  /** The Auth Token of the secret, whatever stands beside it; absent where there is no JSON. */
  readonly authToken?: AuthTokenParse;
  /** The other environments' secrets, compared with this one. */
  readonly otherEnvironments: readonly OtherEnvironment[];
  readonly auditor: AuditorEvidence;
  /** Twilio's replies; a probe that was not sent is absent. */
  readonly probes: Probes;
  /** What was asked only because something was wrong, in the order it was asked. */
  readonly followUps: readonly FollowUpRecord[];
  /** Present in a key audit. */
  readonly audit?: AuditEvidence | undefined;
  /** When it was gathered: ages are counted up to it. ISO 8601, UTC. */
  readonly asOf: string;
  /** Present where a rotation was waited for before this evidence was gathered. */
  readonly waited?: RotationWait | undefined;
  /** Present where one is declared and the run is one that may place it. */
  readonly testCall?: TestCallEvidence | undefined;
}

export interface DeclaredAccount {
  readonly name: string;
  readonly accountSid: string;
  /** The declared owner of that account. */
  readonly parentSid?: string | undefined;
  /** How its credential is read and used, to ask for what only it may see. */
  readonly credential?:
    | Pick<EnvironmentExpectation, 'secret' | 'credential' | 'twilioRegion'>
    | undefined;
}

export type SecretEvidence =
  | {
      readonly outcome: 'read';
      readonly versionStage: VersionStage;
      readonly versionId: string;
      /** The secret's complete ARN, where Secrets Manager answered it. */
      readonly arn?: string | undefined;
      /** As in the reading. */
      readonly local?: LocalSource | undefined;
      /** When this version was stored, ISO 8601, where known; for the metric of its age only. */
      readonly createdAt?: string;
    }
  | {
      readonly outcome: 'failed';
      readonly versionStage: VersionStage;
      readonly failure: SecretFailure;
      /** As in the reading; absent: Secrets Manager. */
      readonly service?: 'STS' | undefined;
      readonly message: string;
    };

/** What another environment's secret has in common with this one's. */
export type OtherEnvironment =
  | { readonly name: string; readonly outcome: 'compared'; readonly common: readonly CommonPart[] }
  /** Both declare the account as shared, so nothing is compared. */
  | { readonly name: string; readonly outcome: 'shared' }
  | { readonly name: string; readonly outcome: 'unreadable'; readonly reason: string };

export type CommonPart = 'account' | 'key' | 'secret value';

/** Whether the auditor credential could be used; `reason` never holds a value. */
export type AuditorEvidence =
  | { readonly state: 'not-configured' }
  | { readonly state: 'ready' }
  /** `failure`: its secret could not be read. */
  | { readonly state: 'unusable'; readonly reason: string; readonly failure?: SecretFailure };

/** Twilio's replies to the questions that are asked of every environment, as far as they were sent. */
export interface Probes {
  /** An access token, asked for with the environment's OAuth client. The token itself is not in it. */
  readonly 'access-token'?: TwilioReply | undefined;
  /** The URL that a Restricted key is verified by, asked with the key. */
  readonly probe?: TwilioReply | undefined;
  /** The same URL without the key: what answers that proves none. */
  readonly 'probe-without-key'?: TwilioReply | undefined;
  /** The declared account's numbers, listed with the environment's API key. */
  readonly 'phone-numbers'?: TwilioReply | undefined;
  /**
   * An account fetched with the environment's credential: the account of its own username for an Auth
   * Token, the declared account for an API key.
   */
  readonly 'own-account'?: TwilioReply | undefined;
  /** The declared account, fetched as its own SID with the secret's Auth Token. */
  readonly 'webhook-account'?: TwilioReply | undefined;
  /** The declared account, fetched with the auditor's credential. */
  readonly 'audited-account'?: TwilioReply | undefined;
  /**
   * One page of the declared account's API keys, listed with the auditor's credential; only where the
   * configuration says something of the key's age or label.
   */
  readonly 'audited-keys'?: TwilioReply | undefined;
  /** Other environments' accounts by SID, fetched with the environment's credential. */
  readonly reach?: Readonly<Record<string, TwilioReply>> | undefined;
  /** Answers to orders with Twilio's magic numbers, by the order; of declared test credentials alone. */
  readonly magic?: Readonly<Record<string, TwilioReply>> | undefined;
  /** What was asked of declared resources, by the subject of each lookup. */
  readonly resource?: Readonly<Record<string, TwilioReply>> | undefined;
}

/** Kinds of question that are asked of several subjects. */
export type SubjectKind = 'reach' | 'resource' | 'magic';

/**
 * A question that is asked of every environment, as data; `subject` is an Account SID, or what a lookup of
 * a declared resource is about.
 */
export type Probe =
  | { readonly kind: Exclude<keyof Probes, SubjectKind>; readonly subject?: undefined }
  | { readonly kind: SubjectKind; readonly subject: string };

/** The part of the evidence that shows what a credential is: enough to judge while still asking. */
export type CredentialEvidence = Pick<Evidence, 'expectation' | 'declared' | 'parse' | 'probes'> &
  Partial<Pick<Evidence, 'followUps'>>;
