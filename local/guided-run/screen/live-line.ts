/** A line at the bottom of a terminal that is written again and again. */
export interface LiveLine {
  /** Shows words with a spinner and the seconds since they first stood there. */
  show(text: string): void;
  /** Takes the line away and stops writing it. */
  clear(): void;
}

/** Where the line is written. */
export interface LiveLineOptions {
  readonly isTerminal: boolean;
  readonly columns: () => number;
  readonly write: (text: string) => void;
}

const FRAMES = ['-', '\\', '|', '/'] as const;

const INTERVAL_MS = 100;

/** Back to the first column, and everything to the right of it erased. */
const ERASE = '\r\u001b[K';

/** Makes a line; without a terminal one that never writes. Its timer keeps no process alive. */
export function createLiveLine({ isTerminal, columns, write }: LiveLineOptions): LiveLine {
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    write(ERASE);
  };
  return {
    clear,
    show: (text) => {
      if (!isTerminal) return;
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
