import { PreflightError } from './preflight-error.ts';

/**
 * Names an unexpected error without its message: a stranger's message may hold anything, our own
 * error's may not. The stack's frames are safe, its first line repeats the message.
 */
export function describeDefect(error: unknown): { readonly name: string; readonly frames: string } {
  if (error instanceof PreflightError) return { name: error.message, frames: '' };
  if (!(error instanceof Error)) return { name: `a thrown ${typeof error}`, frames: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, frames: frames.slice(0, 10).join('\n') };
}
