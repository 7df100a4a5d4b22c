import type { CallOptions } from './ports.ts';
import type { Redacted } from './redacted.ts';

/** Objects of one private bucket. A missing object is an answer; every other fault is thrown as `PreflightError`. */
export interface ObjectStore {
  /** `contentType` default: plain text. */
  put(
    key: string,
    text: string,
    options: CallOptions & { readonly contentType?: string | undefined },
  ): Promise<void>;
  /** The lines of an object, read as they come; undefined where there is none. */
  lines(key: string, options: CallOptions): Promise<AsyncIterable<string> | undefined>;
  /** The keys that begin so, in order. */
  keys(prefix: string, options: CallOptions): AsyncIterable<string>;
}

/** Reads one object as it comes; one that is no text in UTF-8 is a fault. */
export interface ObjectReader {
  /** Its text in pieces, without a byte order mark; undefined where there is none. */
  chunks(key: string, options: CallOptions): Promise<AsyncIterable<string> | undefined>;
}

/** Keyed fingerprints that stay the same from run to run, under a key that is not ours to read. */
export interface KeyedFingerprints {
  of(value: Redacted<string>, options: CallOptions): Promise<string>;
}
