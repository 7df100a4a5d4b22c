import * as z from 'zod';
import {
  confidence,
  idOf,
  list,
  open,
  optionalText,
  text,
  trigger,
  verdict,
  versionStage,
} from './shapes.ts';

const count = z.number().nonnegative();

export const checkSchema = open({
  /** Of a row of `all-checks.ts`, or of a newer gate's. */
  id: idOf(),
  /** States the passing condition. */
  title: text,
  /** `audit` judges how a key is kept; in a gate it never blocks. */
  tier: z.enum(['offline', 'live', 'resources', 'call', 'audit']),
  status: z.enum(['pass', 'warn', 'fail', 'inconclusive', 'skipped']),
  message: text,
  /** For a person comparing two values; absent where nothing is compared. */
  expected: optionalText,
  found: optionalText,
  /** Time of the slowest answer the check rests on; 0 for checks that asked nothing. */
  durationMs: count,
});

const remediationStep = open({
  text,
  /** A command to paste, with the real names filled in. */
  command: optionalText,
});

/** Of a row of `all-causes.ts`, or of a newer gate's. */
const cause = idOf();

const alternative = open({ cause, confidence });

const diagnosis = open({
  cause,
  confidence,
  /** One line, at most 120 characters. */
  summary: text,
  evidence: list(text),
  remediation: list(remediationStep),
  helpUrl: text,
  alternatives: list(alternative),
});

const credential = open({
  kind: z.enum(['api-key', 'auth-token', 'oauth-client', 'test']),
  accountSid: optionalText,
  apiKeySid: optionalText,
  keyType: z.optional(z.enum(['standard', 'main', 'restricted'])),
  secretId: text,
  versionId: optionalText,
  versionStage,
});

/** What a person set for one execution of a pipeline. */
const override = open({
  id: text,
  reason: text,
  /** ARN of the caller, as the caller's side gives it. */
  by: optionalText,
  /** ISO 8601. */
  until: text,
});

const environment = open({
  name: text,
  mode: z.enum(['enforce', 'shadow']),
  verdict,
  /** True when the gate stays shut for this environment, mode and `onInconclusive` considered. */
  blocked: z.boolean(),
  /** Present where the gate opened by it, although the verdict is inconclusive. */
  override: z.optional(override),
  credential,
  checks: list(checkSchema),
  /** Present whenever the verdict is not pass. */
  diagnosis: z.optional(diagnosis),
  /** HTTP requests made to Twilio for this environment, retries included. */
  twilioRequests: count,
  twilioRequestIds: list(text),
});

const notice = open({
  code: idOf<
    | 'alerts.unconfirmed-subscription'
    | 'alerts.missing-subscription'
    | 'control.override-used'
    | 'control.override-unusable'
    | 'control.snoozed'
  >(),
  /** What is wrong and what to do, in sentences. */
  message: text,
  /** A command to paste. */
  command: optionalText,
});

/**
 * The report of a run as JSON, `schemaVersion` 1, which the command line reads from the gate. Members
 * that a newer gate adds are kept, and ids that it adds are accepted; what decides is checked exactly.
 */
export const reportSchema = open({
  schemaVersion: z.literal(1),
  runId: text,
  trigger,
  /** ISO 8601, UTC, with milliseconds. */
  startedAt: text,
  durationMs: count,
  /** The worst of the environments: fail > inconclusive > warn > pass. */
  verdict,
  environments: z.array(environment).min(1).readonly(),
  /** What the caller should know beside the verdicts, which it does not change; never empty. */
  notices: z.optional(list(notice)),
});

export type Verdict = z.infer<typeof verdict>;
/** What set off a run. */
export type Trigger = z.infer<typeof trigger>;
/** How sure a diagnosis is: shown by the data or a probe, the best explanation, or one of several. */
export type Confidence = z.infer<typeof confidence>;
export type CheckReport = z.infer<typeof checkSchema>;
export type CheckStatus = CheckReport['status'];
export type CheckTier = CheckReport['tier'];
export type RemediationStep = z.infer<typeof remediationStep>;
export type Alternative = z.infer<typeof alternative>;
export type Diagnosis = z.infer<typeof diagnosis>;
export type CredentialSummary = z.infer<typeof credential>;
export type EnvironmentReport = z.infer<typeof environment>;
/** Something to do that is not about a credential. */
export type Notice = z.infer<typeof notice>;
/**
 * The outcome of a run, `schemaVersion` 1. Plain JSON, safe to print: it holds SIDs and secret ids,
 * never a secret value.
 */
export type Report = z.infer<typeof reportSchema>;
