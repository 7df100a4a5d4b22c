import type { RunningSystem } from '../system/running-system.ts';
import type { OtherConfiguration } from '../system/synthesised.ts';

/** The answer that is expected of the gate. Only the members that are given are compared. */
export interface ExpectedAnswer {
  readonly verdict: 'pass' | 'warn' | 'fail' | 'inconclusive';
  /** A cause id of the product, or `none` with a pass. */
  readonly cause: string;
  /** Type of PutJobFailureResult; absent where the gate opens. */
  readonly failureType?: string;
  /** Each must stand in the answer that the pipeline gets. */
  readonly says: readonly string[];
  /** Exact number of requests that Twilio got, retries included. */
  readonly twilioRequests: number;
  /** The HTTP statuses among its answers, ascending, each once; null: no answer was sent. */
  readonly twilioAnswers: readonly (number | null)[];
  /** Whether one email and one SMS are sent. Default: whenever the verdict is not pass. */
  readonly isAlerted?: boolean;
}

/** One fault of the world, and the answer that the gate should give. */
export interface Scenario extends OtherConfiguration {
  /** Kebab-case, as `--scenario` takes it. */
  readonly name: string;
  /** The fault in one line. */
  readonly title: string;
  /** What happened, a sentence per line. */
  readonly story: readonly string[];
  /** Whose gate is run; a fleet's is that of `fleet`. */
  readonly environment: string;
  /** Makes it happen, in a world where everything is right. */
  readonly arrange: (system: RunningSystem) => void;
  /** What happens while the gate waits to be invoked again. */
  readonly whileWaiting?: (system: RunningSystem) => void;
  /**
   * What a person does once the gate has blocked, and before the stage is retried. The expected answer is that
   * of the retry. Gives sentences that say what was done. Default: nothing, and no retry.
   */
  readonly beforeRetry?:
    | ((system: RunningSystem, executionId: string) => Promise<readonly string[]>)
    | undefined;
  /** The answer that is expected before a person acts. Default: it is not compared. */
  readonly blocked?: ExpectedAnswer | undefined;
  readonly expected: ExpectedAnswer;
}

/**
 * Declarations other than those of `preflight.config.json`: production names the type of its key, and
 * development is in shadow mode, staging has its pipeline place a test call. Shared by the scenarios that need one of them, so that a synth serves both.
 */
export const OTHER_DECLARATIONS: Readonly<Record<string, object>> = {
  production: { credential: { kind: 'api-key', keyType: 'standard' } },
  development: { mode: 'shadow' },
  staging: {
    testCall: {
      kind: 'voice',
      from: '+15551230000',
      to: '+15551239999',
      acknowledgeCharges: true,
    },
  },
};
