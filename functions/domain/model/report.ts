import type { CauseId } from './cause-id.ts';
import type { CredentialKind, KeyType } from './credential.ts';
import type { VersionStage } from './ports.ts';

export type Verdict = 'pass' | 'warn' | 'inconclusive' | 'fail';

export type CheckStatus = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'skipped';

/** `audit` judges how a key is kept; in a gate it never blocks. */
export type CheckTier = 'offline' | 'live' | 'audit';

export type CheckId =
  | 'secret.readable'
  | 'secret.shape'
  | 'credential.format'
  | 'credential.kind'
  | 'environment.isolation'
  | 'credential.accepted'
  | 'account.identity'
  | 'account.parent'
  | 'account.active'
  | 'credential.key-type'
  | 'credential.reach'
  | 'webhook.auth-token'
  | 'key.present'
  | 'key.age'
  | 'key.label'
  | 'key.stray'
  | 'secret.rotation'
  | 'secret.age';

export type Trigger =
  | 'pipeline'
  | 'manual'
  | 'schedule'
  | 'secret-change'
  | 'alarm'
  | 'cli'
  | 'fleet';

/** How sure a diagnosis is: shown by the data or a probe, the best explanation, or one of several. */
export type Confidence = 'proven' | 'likely' | 'possible';

/**
 * The outcome of a run, `schemaVersion` 1. Plain JSON, safe to print: it holds SIDs and secret ids,
 * never a secret value.
 */
export interface Report {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly trigger: Trigger;
  /** ISO 8601, UTC, with milliseconds. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** The worst of the environments: fail > inconclusive > warn > pass. */
  readonly verdict: Verdict;
  readonly environments: readonly EnvironmentReport[];
  /** What whoever asked should know beside the verdicts, which it does not change; never empty. */
  readonly notices?: readonly Notice[] | undefined;
}

/** Something to mend that is not about a credential. */
export interface Notice {
  readonly code: 'alerts.unconfirmed-subscription' | 'alerts.missing-subscription';
  /** What is wrong and what to do, in sentences. */
  readonly message: string;
  /** A command to paste. */
  readonly command?: string | undefined;
}

export interface EnvironmentReport {
  readonly name: string;
  readonly mode: 'enforce' | 'shadow';
  readonly verdict: Verdict;
  /** True when the gate stays shut for this environment, mode and `onInconclusive` considered. */
  readonly blocked: boolean;
  readonly credential: CredentialSummary;
  readonly checks: readonly CheckReport[];
  /** Present whenever the verdict is not pass. */
  readonly diagnosis?: Diagnosis | undefined;
  /** HTTP requests made to Twilio for this environment, retries included. */
  readonly twilioRequests: number;
  readonly twilioRequestIds: readonly string[];
}

export interface CredentialSummary {
  readonly kind: CredentialKind;
  readonly accountSid?: string | undefined;
  readonly apiKeySid?: string | undefined;
  readonly keyType?: KeyType | undefined;
  readonly secretId: string;
  readonly versionId?: string | undefined;
  readonly versionStage: VersionStage;
}

export interface CheckReport {
  readonly id: CheckId;
  /** States the passing condition. */
  readonly title: string;
  readonly tier: CheckTier;
  readonly status: CheckStatus;
  readonly message: string;
  /** For a person comparing two values; absent where nothing is compared. */
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  /** Time of the slowest answer the check rests on; 0 for checks that asked nothing. */
  readonly durationMs: number;
}

export interface Diagnosis {
  readonly cause: CauseId;
  readonly confidence: Confidence;
  /** One line, at most 120 characters. */
  readonly summary: string;
  readonly evidence: readonly string[];
  readonly remediation: readonly RemediationStep[];
  readonly helpUrl: string;
  readonly alternatives: readonly Alternative[];
}

export interface RemediationStep {
  readonly text: string;
  /** A command to paste, with the real names filled in. */
  readonly command?: string | undefined;
}

export interface Alternative {
  readonly cause: CauseId;
  readonly confidence: Confidence;
}
