import type { Io, Output } from '../../cli/io.ts';

/** An {@link Io} that keeps what was written. */
export interface RecordedIo {
  readonly io: Io;
  stdout(): string;
  stderr(): string;
}

export interface RecordedIoOptions {
  readonly env?: Io['env'];
  readonly setVariables?: Io['setVariables'];
  readonly columns?: number;
  readonly directory?: string;
  readonly stdin?: string;
  readonly isTerminal?: boolean;
  readonly signal?: AbortSignal;
  readonly services?: Io['services'];
}

/** Records both streams; no terminal, no environment variables and an empty stdin unless given. */
export function recordedIo(options: RecordedIoOptions = {}): RecordedIo {
  const written = { stdout: '', stderr: '' };
  const isTerminal = options.isTerminal ?? false;
  const record = (name: keyof typeof written): Output => ({
    isTerminal,
    columns: options.columns ?? (isTerminal ? 100 : undefined),
    write: (text) => {
      written[name] += text;
    },
  });
  return {
    io: {
      stdout: record('stdout'),
      stderr: record('stderr'),
      stdin: { isTerminal, bytes: streamOf(options.stdin ?? '') },
      env: options.env ?? {},
      setVariables: options.setVariables ?? (() => undefined),
      directory: options.directory ?? '/nonexistent',
      services: options.services,
      signal: options.signal ?? new AbortController().signal,
    },
    stdout: () => written.stdout,
    stderr: () => written.stderr,
  };
}

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
