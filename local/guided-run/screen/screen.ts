import { createLiveLine } from './live-line.ts';
import { createPaint, type Paint } from './paint.ts';
import { wrapLine } from './wrap-line.ts';

/** Where a run is shown. Everything passes through here, so that all of it can be looked at. */
export interface Screen {
  readonly paint: Paint;
  /** One line; an empty one unless given. */
  line(text?: string): void;
  /** A heading with an empty line before it. */
  heading(text: string): void;
  /** A sentence of the run's own, indented; a terminal gets it in as many lines as it needs. */
  tell(sentence: string): void;
  /** A text as somebody else wrote it, behind a bar. */
  quote(text: string): void;
  /** Words that change in place while work goes on; on no terminal nothing, until `settle`. */
  live(text: string): void;
  /** Replaces the live words by a line that stays. */
  settle(text: string): void;
}

/** The part of a stream that a screen needs: `process.stdout`, or a stand-in. */
export interface ScreenStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** A line is never broken shorter than this, however narrow the terminal. */
const NARROWEST = 60;

/** Longer lines are tiring to read, however wide the terminal. */
const WIDEST = 110;

/**
 * Makes a screen. Live words, wrapping and colour are for terminals; colour is left out where
 * `NO_COLOR` is set to anything (no-color.org).
 */
export function createScreen(
  stream: ScreenStream,
  environment: Readonly<Record<string, string | undefined>> = {},
): Screen {
  const isTerminal = stream.isTTY === true;
  const paint = createPaint(isTerminal && !environment['NO_COLOR']);
  const columns = (): number => stream.columns ?? 80;
  const liveLine = createLiveLine({ isTerminal, columns, write: (text) => stream.write(text) });
  const line = (text = ''): void => {
    liveLine.clear();
    stream.write(`${text}\n`);
  };
  const width = (): number =>
    isTerminal ? Math.min(WIDEST, Math.max(NARROWEST, columns())) : Number.POSITIVE_INFINITY;
  const bar = paint('quiet', '|');
  return {
    paint,
    line,
    heading: (text) => {
      line();
      line(paint('strong', text));
    },
    tell: (sentence) => {
      for (const one of wrapLine(`  ${sentence}`, width())) line(one);
    },
    quote: (text) => {
      const lines = text.trimEnd().split('\n');
      // Two blanks, a bar and a blank stand before each.
      for (const one of lines.flatMap((written) => wrapLine(written, width() - 4))) {
        line(`  ${bar} ${one}`.trimEnd());
      }
    },
    live: liveLine.show,
    settle: line,
  };
}
