import type { Services } from './services.ts';

/** Where a command writes. Machine output goes to stdout alone, everything else to stderr. */
export interface Output {
  /** Colour and progress are for terminals only. */
  readonly isTerminal: boolean;
  /** Width of the terminal in characters; absent where it is not known, or there is none. */
  readonly columns?: number | undefined;
  write(text: string): void;
}

/** What a command may be given, read only when it asks. */
export interface Input {
  /** A person has to type the input, so the command says that it waits. */
  readonly isTerminal: boolean;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Everything a command sees of its process, so that tests bring their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Sets variables of the process for the AWS SDK, which reads them there; undefined removes one. */
  readonly setVariables: (variables: Readonly<Record<string, string | undefined>>) => void;
  /** The working directory, absolute: paths in arguments are relative to it. */
  readonly directory: string;
  /** Stand-ins for AWS and Twilio; default: the real ones. */
  readonly services?: Services | undefined;
  /** Aborts when the person interrupts (SIGINT). */
  readonly signal: AbortSignal;
  /** Takes a sentence on what an interruption would leave from now on; `run` prints it after one. */
  readonly leaves?: ((sentence: string) => void) | undefined;
}

/**
 * Whether this output has colour: a terminal that can, unless NO_COLOR is set (https://no-color.org).
 * FORCE_COLOR goes before all of that, as in Node: `0` and `false` refuse, anything else forces.
 */
export function wantsColour({ isTerminal }: Output, env: Io['env']): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused } = env;
  if (forced) return isOn(forced);
  return isTerminal && !refused && env['TERM'] !== 'dumb';
}

/** Whether progress is shown: on a terminal that can erase it, and not in a CI job, whose log keeps it. */
export function wantsProgress({ isTerminal }: Output, env: Io['env']): boolean {
  return isTerminal && env['TERM'] !== 'dumb' && !isOn(env['CI']);
}

/** An empty variable counts as unset. */
function isOn(variable: string | undefined): boolean {
  return Boolean(variable) && variable !== '0' && variable !== 'false';
}

const COLUMNS = { least: 40, most: 200, elsewhere: 100 } as const;

/** How wide text for people is: the terminal's width, from 40 to 200; 100 where there is no terminal. */
export function columnsOf({ columns = COLUMNS.elsewhere }: Output): number {
  return Math.min(Math.max(columns, COLUMNS.least), COLUMNS.most);
}
