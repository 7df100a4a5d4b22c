import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import type { Arguments, Operand, Option } from './option.ts';
import { COMMON_OPTIONS, OPTIONS } from './options.ts';

/** One command: what its help says, what it takes, and how it runs. */
export interface Command {
  readonly name: string;
  /** For the list of commands: a clause without its full stop. */
  readonly summary: string;
  /** The paragraph that begins its help. */
  readonly about: string;
  readonly operand?: Operand | undefined;
  /** Without them the command is a usage error. */
  readonly required?: readonly Option[] | undefined;
  /** The others, in the order of its help, which ends with `--no-color` and `--help`. */
  readonly options: readonly Option[];
  /** A paragraph each. */
  readonly notes?: readonly string[] | undefined;
  /** From the command's name on. */
  readonly examples: readonly string[];
  readonly exits: ExitCodes;
  /** Loads its code: the table of commands is read at every start, and must stay small. */
  readonly run: (given: Arguments, io: Io) => Promise<ExitCode>;
}

/** What the exit codes of a command mean. */
export interface ExitCodes {
  readonly heading: string;
  readonly rows: readonly (readonly [code: ExitCode, meaning: string])[];
}

/** Every option that a command's help lists, in that order. */
export function shownOptions({ required = [], options }: Command): readonly Option[] {
  return [...required, ...options, OPTIONS.noColor, OPTIONS.help];
}

/** Every option that a command takes: those, and the common ones that mean nothing to it. */
export function takenOptions(command: Command): readonly Option[] {
  return [...new Set([...shownOptions(command), ...COMMON_OPTIONS])];
}

const INTERRUPTED = [EXIT.interrupted, 'interrupted'] as const;

/** Of a command whose exit code is a verdict. */
export const VERDICT_EXITS: ExitCodes = {
  heading: 'Exit codes (they follow the gate, never the format)',
  rows: [
    [EXIT.open, 'no environment is blocked: pass, warn, shadow mode, onInconclusive "allow"'],
    [EXIT.failed, 'a blocked environment failed'],
    [
      EXIT.configuration,
      'yours to fix: usage, configuration, a missing or malformed secret, no right to invoke',
    ],
    [
      EXIT.inconclusive,
      'could not check: no environment failed, but a blocked one is inconclusive',
    ],
    [EXIT.warned, 'with --strict only: an enforced environment has a warning'],
    [EXIT.defect, 'a defect in this program or in the gate'],
    INTERRUPTED,
  ],
};

/** Of a command that asks nothing. */
export const PRINTING_EXITS: ExitCodes = {
  heading: 'Exit codes',
  rows: [
    [EXIT.open, 'it was printed'],
    [EXIT.configuration, 'usage'],
    [EXIT.defect, 'a defect in this program'],
    INTERRUPTED,
  ],
};

/** Exit codes of another meaning, and the one of an interruption. */
export function exitCodes(heading: string, rows: ExitCodes['rows']): ExitCodes {
  return { heading, rows: [...rows, INTERRUPTED] };
}
