import type { Declarations } from '../system/declarations.ts';
import type { RunningSystem } from '../system/running-system.ts';

/** What the gate has to answer. Everything that is given is compared; nothing else is. */
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
  /** Whether one email and one SMS tell of it. Default: whenever the verdict is not pass. */
  readonly isAlerted?: boolean;
}

/** One fault of the world, and what the gate makes of it. */
export interface Scenario {
  /** Kebab-case, as `--scenario` takes it. */
  readonly name: string;
  /** The fault in one line. */
  readonly title: string;
  /** What happened, a sentence per line. */
  readonly story: readonly string[];
  /** Whose gate is run. */
  readonly environment: string;
  /** What is declared otherwise than in `preflight.config.json`: settings by environment. */
  readonly declared?: Declarations;
  /** Makes it happen, in a world where everything is right. */
  readonly arrange: (system: RunningSystem) => void;
  /** What happens while the gate waits to be invoked again. */
  readonly whileWaiting?: (system: RunningSystem) => void;
  readonly expected: ExpectedAnswer;
}
