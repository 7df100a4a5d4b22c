import type { Facts } from '../facts/facts.ts';
import type { EnvironmentExpectation, Expectations } from '../model/expectation.ts';
import type {
  Clock,
  Fingerprints,
  Randomness,
  SecretReader,
  VersionStage,
} from '../model/ports.ts';
import type { Trigger } from '../model/report.ts';
import type { RotationWait } from '../model/rotation-wait.ts';
import type { TestCallEvidence } from '../model/test-call.ts';
import type { TwilioApi } from '../model/twilio-api.ts';

/** The ports through which a verification reaches AWS, Twilio and the clock. */
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
  /** Which version of their secrets is judged; default AWSCURRENT, as which all others are read. */
  readonly versionStage?: VersionStage | undefined;
  /** How long the run itself waits for a rotation to end; by default not at all. */
  readonly waitPolicy?: WaitPolicy | undefined;
  /** What was waited before this run, as between two invocations for one pipeline action. */
  readonly waited?: RotationWait | undefined;
  readonly trigger: Trigger;
  /** Places or judges the declared test call of an environment; absent in a run that may not. */
  readonly testCall?: TestCallRun | undefined;
  /** The Region of secrets that declare none; only for the commands that are shown. */
  readonly defaultRegion?: string | undefined;
  /** Ends the whole run early: what is not known by then is inconclusive. */
  readonly signal: AbortSignal;
}

/** What is done about a declared test call once all else is known; ends soon after `signal` aborts. */
export type TestCallRun = (
  facts: Facts,
  ports: VerificationPorts,
  signal: AbortSignal,
) => Promise<TestCallEvidence>;

/** How a rotation is waited for: a pause, then the secret is read again, for at most so long. */
export interface WaitPolicy {
  readonly pauseMs: number;
  readonly limitMs: number;
}

/** What a person at a prompt may be kept waiting for, and a function that is paid by the second. */
export const WAIT_POLICY: WaitPolicy = { pauseMs: 10_000, limitMs: 60_000 };

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
