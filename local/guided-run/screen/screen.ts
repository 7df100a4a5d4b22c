import { ansiPaint, type Paint, plainPaint } from '../../../cli/rendering/paint.ts';
import { wrap } from '../../../cli/rendering/wrap.ts';

/** A line at the bottom of a terminal that is written again and again. */
interface LiveLine {
  /** Shows words with a spinner and the seconds since they first stood there. */
  show(text: string, isLong?: boolean): void;
  /** Takes the line away and stops writing it. */
  clear(): void;
}

/** Where the line is written. */
interface LiveLineOptions {
  readonly isTerminal: boolean;
  readonly columns: () => number;
  readonly write: (text: string) => void;
}

const FRAMES = ['-', '\\', '|', '/'] as const;

const INTERVAL_MS = 100;

/** Back to the first column, and everything to the right of it erased. */
const ERASE = '\r\u001b[K';

/** Makes a line; without a terminal one that writes of long work only. Its timer keeps no process alive. */
function createLiveLine({ isTerminal, columns, write }: LiveLineOptions): LiveLine {
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    write(ERASE);
  };
  return {
    clear,
    show: (text, isLong = false) => {
      if (!isTerminal) {
        if (isLong) write(`  ${text} …\n`);
        return;
      }
      clear();
      const startedMs = performance.now();
      const draw = (): void => {
        const elapsedMs = performance.now() - startedMs;
        const frame = FRAMES[Math.floor(elapsedMs / INTERVAL_MS) % FRAMES.length];
        const words = `  ${frame} ${text}  ${(elapsedMs / 1000).toFixed(1)} s`;
        // A line that wraps cannot be taken back by one carriage return.
        write(`${ERASE}${words.slice(0, Math.max(10, columns() - 1))}`);
      };
      timer = setInterval(draw, INTERVAL_MS);
      timer.unref();
      draw();
    },
  };
}

/** Where a run is shown. Everything passes through here, so that a test can read all of it. */
export interface Screen {
  readonly paint: Paint;
  /** One line; an empty one unless given. */
  line(text?: string): void;
  /** A heading with an empty line before it. */
  heading(text: string): void;
  /** A sentence of the run's own, indented; a terminal gets it in as many lines as it needs. */
  sentence(sentence: string): void;
  /** A text that the product wrote, behind a bar. */
  quote(text: string): void;
  /**
   * Words that change in place while work goes on. On no terminal nothing until `settle`, or for long work
   * one line that stays.
   */
  live(text: string, isLong?: boolean): void;
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
  const paint = isTerminal && !environment['NO_COLOR'] ? ansiPaint : plainPaint;
  const columns = (): number => stream.columns ?? 80;
  const liveLine = createLiveLine({ isTerminal, columns, write: (text) => stream.write(text) });
  const line = (text = ''): void => {
    liveLine.clear();
    stream.write(`${text}\n`);
  };
  const width = (): number =>
    isTerminal ? Math.min(WIDEST, Math.max(NARROWEST, columns())) : Number.POSITIVE_INFINITY;
  const bar = paint('|', 'skipped');
  return {
    paint,
    line,
    heading: (text) => {
      line();
      line(paint(text, 'heading'));
    },
    sentence: (sentence) => {
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

/** What stands before a line's words and is repeated as white space where it goes on. */
const LEAD = /^\s*(?:[-*] |[0-9]+\. |[A-Za-z]+ +(?=[a-z]+\.[a-z-]+:))?/;

/** Commands are for copying: broken in two they would be two. */
const COMMAND = /^\s*(?:\$ )?(?:aws|npx|npm) /;

/** Breaks a line at its spaces to `width` characters; commands and single long words stay whole. */
export function wrapLine(line: string, width: number): readonly string[] {
  if (line.length <= width || COMMAND.test(line)) return [line];
  const lead = LEAD.exec(line)?.[0] ?? '';
  return wrap(line.slice(lead.length), width - lead.length).map(
    (words, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + words,
  );
}
