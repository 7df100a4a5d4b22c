import { quote } from '../../functions/domain/credential/quote.ts';
import { shownFunction } from '../arguments/shown-argument.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

/** Errors that the caller can fix, with what to do; all others leave the gate unknown. */
const MENDABLE: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    'Are the function name, the Region and the AWS account the right ones?',
  AccessDeniedException: 'Allow the caller lambda:InvokeFunction on this function.',
  ValidationException: 'Give the GateFunctionName of the deployed stack.',
  InvalidParameterValueException: 'Give the GateFunctionName of the deployed stack.',
  UnrecognizedClientException: 'Are these credentials still valid?',
  InvalidSignatureException: "Are these credentials, and this machine's clock, right?",
  ExpiredTokenException: 'Sign in again.',
};

const NO_CREDENTIALS =
  'No AWS credentials could be loaded: set AWS_PROFILE or AWS_ACCESS_KEY_ID, or sign in again (aws sso login).';
const NO_REGION = 'No AWS Region is set: give --region, or set AWS_REGION.';
const UNKNOWN_STATE = 'The gate may have run nevertheless: see its log.';
const LONGEST_MESSAGE = 500;

/**
 * Translates what the Lambda client threw. 2: the caller can fix it; 3: nothing was learnt about the
 * gate. Only Lambda's own text is repeated, never the client's, which may quote a body. Anything that
 * is no fault of a call is returned as it is: a defect.
 */
export function lambdaFault(
  error: unknown,
  serviceException: abstract new (...parameters: never[]) => Error,
  functionName: string,
): unknown {
  if (!(error instanceof Error)) return error;
  const asked = `Lambda could not invoke ${shownFunction(functionName)}`;
  if (error instanceof serviceException && error.name !== 'Unknown') {
    const text = quote(error.message, { known: [functionName] }).slice(0, LONGEST_MESSAGE);
    const said = `${asked}: ${error.name}: ${text}`;
    const advice = MENDABLE[error.name];
    return advice === undefined
      ? fault(said, EXIT.inconclusive, error)
      : fault(`${said}\n${advice}`, EXIT.configuration, error);
  }
  const local = localFault(error);
  if (local !== undefined) return fault(local, EXIT.configuration, error);
  const unanswered = noAnswer(error);
  return unanswered === undefined
    ? error
    : fault(`${asked}: ${unanswered}`, EXIT.inconclusive, error);
}

/** Faults from before anything was sent. */
function localFault({ name, message }: Error): string | undefined {
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') return NO_CREDENTIALS;
  return message.startsWith('Region is missing') ? NO_REGION : undefined;
}

function noAnswer(error: Error): string | undefined {
  // A time limit of ours aborts the call; an interrupted command ends before its error is explained.
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `no answer in time. ${UNKNOWN_STATE}`;
  if ('code' in error && typeof error.code === 'string') {
    return connectionFault(error.code);
  }
  if ('$metadata' in error || '$response' in error) {
    return "the answer is not one of Lambda's; is a proxy in between?";
  }
  return undefined;
}

function connectionFault(code: string): string | undefined {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `its host name could not be resolved (${code}). Is the Region right?`;
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `there is no connection (${code}).`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ETIMEDOUT':
      return `the connection broke (${code}). ${UNKNOWN_STATE}`;
    default:
      // Certificate faults and the like are errors of the connection, ERR_INVALID_ARG_TYPE is ours.
      return code.startsWith('ERR_INVALID') ? undefined : `the connection failed (${code}).`;
  }
}

function fault(message: string, exitCode: ExitCode, cause: Error): CommandError {
  return new CommandError(message, { exitCode, cause });
}
