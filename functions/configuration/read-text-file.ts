import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

const LONGEST_BYTES = 1_000_000;

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is no directory',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EISDIR: 'is a directory',
  ELOOP: 'is a symbolic link that leads nowhere',
  ENXIO: 'is a socket or a device, no regular file',
};

/** The text of a file, or what is wrong with it as the end of a sentence: `is a directory`. */
export type TextFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string; readonly cause?: unknown };

/**
 * Reads a regular file of at most 1,000,000 bytes as UTF-8. Devices, pipes and sockets are refused before
 * anything is read: they may have no end, or never begin. Never throws, and never waits.
 */
export function readTextFile(path: string): TextFile {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK a named pipe that no one writes to holds the process; Windows has neither.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return readOpened(descriptor);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    return { ok: false, problem: PROBLEMS[code] ?? `could not be read (${code})`, cause };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readOpened(descriptor: number): TextFile {
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) return { ok: false, problem: 'is a directory' };
  if (!stats.isFile()) return { ok: false, problem: 'is a pipe or a device, no regular file' };
  // Read to its end, not to its size: files of /proc have none.
  const buffer = Buffer.alloc(LONGEST_BYTES + 1);
  let length = 0;
  for (let count = 1; count > 0 && length < buffer.length; length += count) {
    count = readSync(descriptor, buffer, length, buffer.length - length, null);
  }
  return length > LONGEST_BYTES
    ? { ok: false, problem: `is longer than ${LONGEST_BYTES} bytes` }
    : { ok: true, text: buffer.toString('utf8', 0, length) };
}
