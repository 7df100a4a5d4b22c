import type { Answered, Attempt } from './attempt.ts';
import { connectionFailure, timeRanOut } from './connection-failure.ts';

/** Bounds of one attempt. */
export interface AttemptBounds {
  /** From connecting to the last byte of the body. */
  readonly timeoutMs: number;
  /** Bound of the whole call. */
  readonly signal: AbortSignal;
}

/** Runs one attempt within its bounds. Never throws: what the network does is an {@link Attempt}. */
export async function boundedAttempt(
  bounds: AttemptBounds,
  send: (signal: AbortSignal) => Promise<Attempt>,
): Promise<Attempt> {
  const cut = new AbortController();
  const stop = (): void => cut.abort();
  const timer = setTimeout(stop, bounds.timeoutMs);
  bounds.signal.addEventListener('abort', stop, { once: true });
  try {
    return await send(cut.signal);
  } catch (error) {
    // Which bound was reached, not which error it caused: an abort shows as several.
    if (bounds.signal.aborted) return timeRanOut();
    if (cut.signal.aborted) return timeRanOut(bounds.timeoutMs);
    return connectionFailure(error);
  } finally {
    clearTimeout(timer);
    bounds.signal.removeEventListener('abort', stop);
  }
}

/** Reads a body to `maxBytes` at most; a longer one is left out, and its connection closed. */
export async function readBody(
  chunksOf: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Pick<Answered, 'body' | 'byteCount' | 'maxBytes'>> {
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of chunksOf) {
    chunks.push(chunk);
    byteCount += chunk.length;
    // Leaving the loop destroys the stream, and so closes its connection.
    if (byteCount > maxBytes) return { byteCount, maxBytes };
  }
  return { byteCount, maxBytes, body: Buffer.concat(chunks).toString('utf8') };
}
