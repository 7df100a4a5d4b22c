import type { JudgedOutcome } from '../../functions/domain/rendering/judged-outcome.ts';
import type { Trace } from '../diagnose/trace/trace.ts';
import type { Declarations } from './declarations.ts';

/** What a command that judges has found, for every output format. */
export interface Outcome extends JudgedOutcome {
  /** How the diagnosis came about, where it was asked for. */
  readonly trace?: Trace | undefined;
  /** Whether a table shows the key of each finding. */
  readonly showsKeys: boolean;
  /** The JSON document that the command prints. */
  readonly document: object;
  /** The text for people, which ends with a line break. */
  readonly text: (options: TextOptions) => string;
}

/** How text for people looks. */
export interface TextOptions {
  /** ANSI colours; without them every mark is a word. Default: false. */
  readonly colour?: boolean | undefined;
  /** Lines wrap here, commands never. Default: 100. */
  readonly columns?: number | undefined;
  /** Every step, the evidence, all checks and the ids of requests. Default: false. */
  readonly verbose?: boolean | undefined;
}

/** What a renderer may need beside the outcome. */
export interface RenderOptions extends TextOptions {
  /** For formats that say where something is declared. */
  readonly declarations?: Declarations | undefined;
}
