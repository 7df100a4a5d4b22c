import { shownArgument } from './arguments/shown-argument.ts';

/** What a person can put right, by the system's code for it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'this user may not use it',
  EPERM: 'this user may not use it',
  EISDIR: 'it is a directory',
};

/** `the disk is full (ENOSPC)`; undefined for an error that is no such fault. */
export function fixableFault(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] && `${REASONS[code]} (${code})`;
}

/** The sentence on a file of which the system says such a fault; undefined for an error that names no file. */
export function fileFault(error: unknown): string | undefined {
  const fault = fixableFault(error);
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  if (fault === undefined || typeof path !== 'string') return undefined;
  return `The file ${shownArgument(path)} could not be used: ${fault}.`;
}
