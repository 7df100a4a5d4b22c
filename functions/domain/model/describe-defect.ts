import { PreflightError } from './preflight-error.ts';

const MAX_FRAMES = 10;

/** `at name (file:///…:1:2)` or `at node:internal/…:1:2`, as V8 writes it. */
const FRAME = /^ {4}at (?:[\w.<>$# [\]]{1,100} \()?(?:file:|node:|\/)[^\s()]{1,300}:\d+:\d+\)?$/;

/** What an error class is called; a service's error may carry any text as its name. */
const CLASS_NAME = /^[A-Za-z]{1,60}$/;

/**
 * Describes an error by what may be shown. `text` is the message of a {@link PreflightError}, which holds
 * no secret, and else the name of the error's class: the message of a third party may hold anything. Of
 * the stack only lines of a frame's form are kept, at most ten, after the message that it begins with is
 * cut off.
 */
export function describeDefect(error: unknown): { readonly text: string; readonly frames: string } {
  if (error instanceof PreflightError) return { text: error.message, frames: '' };
  if (!(error instanceof Error)) return { text: `a thrown ${typeof error}`, frames: '' };
  const text = CLASS_NAME.test(error.name) ? error.name : 'Error';
  return { text, frames: framesOf(error).join('\n') };
}

function framesOf({ stack = '', message }: Error): readonly string[] {
  const trace = message === '' ? stack : stack.replaceAll(message, '');
  return trace
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES);
}
