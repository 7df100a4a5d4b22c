import type { EnvironmentExpectation, Expectations } from '../expectation.ts';
import type { Clock, Fingerprints, Randomness, SecretReader, TwilioApi } from '../ports.ts';
import type { Trigger } from '../report/report.ts';

/** The doors through which a verification sees the world. */
export interface VerificationPorts {
  readonly secrets: SecretReader;
  readonly twilio: TwilioApi;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Made anew for every run, so that fingerprints mean nothing outside it. */
  readonly fingerprints: Fingerprints;
}

export interface VerificationRequest {
  /** Everything declared: the others are read for `environment.isolation`. */
  readonly expectations: Expectations;
  /** The environments to judge, in the order of the report. */
  readonly environments: readonly EnvironmentExpectation[];
  readonly trigger: Trigger;
  /** The Region of secrets that declare none; only for the commands that are shown. */
  readonly defaultRegion?: string;
  /** Ends the whole run early: what is not known by then is inconclusive. */
  readonly signal: AbortSignal;
}

/** Bounds of a run. Time limits abort the work; they do not add up, since reads and probes overlap. */
export const BOUNDS = {
  /** Reading all secrets, at once. */
  secretsMs: 10_000,
  /** All questions to Twilio for one environment, retries included. */
  twilioMs: 20_000,
  /** Environments judged at once; each is another Twilio account, whose limits are its own. */
  environmentsAtOnce: 50,
  /** Secrets read at once; GetSecretValue allows 10,000 a second. */
  secretsAtOnce: 100,
} as const;
