import * as z from 'zod';
import { isErrorName } from '../../functions/domain/credential/plain-words.ts';
import { PREFLIGHT_ERROR_CODES } from '../../functions/domain/model/preflight-error.ts';
import { plainCommand } from '../../functions/domain/text/plain-line.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';

/** What Lambda makes of an error that a function threw; `trace` is left alone. */
const errorPayload = z.object({
  errorType: z.string().optional(),
  errorMessage: z.string().optional(),
});

/** The name of every error of a gate of version 0.1.0; later ones are named by their code. */
const FORMER_NAME = 'PreflightError';
const OUR_ERRORS: readonly string[] = [...PREFLIGHT_ERROR_CODES, FORMER_NAME];
/** The gate could not check. */
const OPEN_ERRORS: readonly string[] = ['history.unavailable', 'out-of-time', 'alert.undelivered'];
/** Its message says which function it is: it may be another than the one that was meant. */
const OTHER_FUNCTION = 'payload.invalid';
/** The gate is broken, and says so itself. */
const DEFECT = 'program.defect';
const LONGEST_MESSAGE = 4_000;
const SEE_LOG = "The function's log group has the details.";

/**
 * The error of a gate that answered with `FunctionError`. One of our codes is the gate's word to
 * the caller (unknown environment, payload, configuration): 2. A time-out leaves the verdict open, and so
 * does a history that gives no answer: 3. A defect is 70: one that the gate names is shown, of whatever else
 * ended the function the type alone, since the message of a third-party error may hold anything.
 */
export function functionError(payload: string, name = 'The gate'): CommandError {
  const { errorType = '', errorMessage = '' } = parse(payload);
  if (OUR_ERRORS.includes(errorType)) {
    const message = plainCommand(errorMessage).slice(0, LONGEST_MESSAGE);
    return ownError(errorType, message, name);
  }
  // Lambda: `2026-… <request id> Task timed out after 120.00 seconds`, of late as Sandbox.Timedout.
  if (
    errorType === 'Sandbox.Timedout' ||
    /Task timed out after [\d.]+ seconds/.test(errorMessage)
  ) {
    const message = `${name} ran out of its time before it could answer. ${SEE_LOG}`;
    return new CommandError(message, { exitCode: EXIT.inconclusive });
  }
  const type = isErrorName(errorType) ? errorType : 'no type';
  return new CommandError(`The function failed (${type}). ${SEE_LOG}`, { exitCode: EXIT.defect });
}

function ownError(errorType: string, message: string, name: string): CommandError {
  if (errorType === DEFECT) {
    return new CommandError(`${name} failed: ${message}`, { exitCode: EXIT.defect });
  }
  if (OPEN_ERRORS.includes(errorType)) {
    return new CommandError(`${name} could not check: ${message}`, {
      exitCode: EXIT.inconclusive,
    });
  }
  const who = errorType === OTHER_FUNCTION ? 'The function' : name;
  return new CommandError(`${who} refused: ${message}`, { exitCode: EXIT.configuration });
}

function parse(payload: string): z.output<typeof errorPayload> {
  try {
    return errorPayload.catch({}).parse(JSON.parse(payload));
  } catch {
    return {};
  }
}
