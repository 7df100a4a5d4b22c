import { describeDefect } from '../functions/domain/model/describe-defect.ts';
import { PreflightError } from '../functions/domain/model/preflight-error.ts';
import { CommandError } from './command-error.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { fileFault } from './file-fault.ts';

/** An error in words for the caller, and the exit code that goes with it. */
export interface Explanation {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * Our own errors are shown as they are, and a disk that is full or read-only is the person's to fix. Of any other only the name and the stack's frames are: it is
 * a defect, and the message of a third-party error may hold anything.
 */
export function explainError(error: unknown): Explanation {
  if (error instanceof CommandError) return explanation(error.message, error.exitCode);
  if (error instanceof PreflightError) {
    const exitCode = error.fault === 'operator' ? EXIT.configuration : EXIT.inconclusive;
    return explanation(error.message, exitCode);
  }
  const fault = fileFault(error);
  if (fault !== undefined) return explanation(`${fault} Nothing was decided.`, EXIT.configuration);
  const { text: name, frames } = describeDefect(error);
  const text = `this is a defect in twilio-preflight (${name}). Nothing was decided.`;
  return explanation(frames === '' ? text : `${text}\n${frames}`, EXIT.defect);
}

function explanation(message: string, exitCode: ExitCode): Explanation {
  return { text: `error: ${message}\n`, exitCode };
}
