import { isErrorName } from '../../functions/domain/credential/plain-words.ts';
import { quote } from '../../functions/domain/credential/quote.ts';
import { shownFunction } from '../arguments/shown-argument.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

/** Errors that the caller can fix, with what to do; all others leave the gate unknown. */
const FIXABLE: Readonly<Record<string, string>> = {
  ResourceNotFoundException:
    'Are the function name, the Region and the AWS account the right ones?',
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

/** A call of Lambda that failed. */
export interface LambdaCall {
  /** What the SDK throws where Lambda itself answers. */
  readonly exception: abstract new (
    ...parameters: never[]
  ) => Error;
  readonly functionName: string;
  readonly action: 'lambda:InvokeFunction' | 'lambda:GetFunctionConfiguration';
}

const VERBS = {
  'lambda:InvokeFunction': 'invoke',
  'lambda:GetFunctionConfiguration': 'describe',
} as const satisfies Record<LambdaCall['action'], string>;

/**
 * Translates what the Lambda client threw. 2: the caller can fix it; 3: nothing was learnt about the
 * gate. Only Lambda's own text is repeated, never the client's, which may quote a body. Anything that
 * is no fault of a call is returned as it is: a defect.
 */
export function lambdaFault(
  error: unknown,
  { exception, functionName, action }: LambdaCall,
): unknown {
  if (!(error instanceof Error)) return error;
  const asked = `Lambda could not ${VERBS[action]} ${shownFunction(functionName)}`;
  if (error instanceof exception && error.name !== 'Unknown' && isErrorName(error.name)) {
    const text = quote(error.message, { known: [functionName] }).slice(0, LONGEST_MESSAGE);
    const said = `${asked}: ${error.name}: ${text}`;
    const advice =
      error.name === 'AccessDeniedException'
        ? `Allow the caller ${action} on this function.`
        : FIXABLE[error.name];
    return advice === undefined
      ? fault(said, EXIT.inconclusive, error)
      : fault(`${said}\n${advice}`, EXIT.configuration, error);
  }
  const local = localFault(error);
  if (local !== undefined) return fault(local, EXIT.configuration, error);
  const unanswered = noAnswer(error, action === 'lambda:InvokeFunction' ? ` ${UNKNOWN_STATE}` : '');
  return unanswered === undefined
    ? error
    : fault(`${asked}: ${unanswered}`, EXIT.inconclusive, error);
}

/** Faults from before anything was sent. */
function localFault({ name, message }: Error): string | undefined {
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') return NO_CREDENTIALS;
  return message.startsWith('Region is missing') ? NO_REGION : undefined;
}

/** `after` ends the sentence where the call may have reached Lambda. */
function noAnswer(error: Error, after: string): string | undefined {
  // A time limit of ours aborts the call; an interrupted command ends before its error is explained.
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `no answer in time.${after}`;
  if ('code' in error && typeof error.code === 'string') {
    return connectionFault(error.code, after);
  }
  if ('$metadata' in error || '$response' in error) {
    return "the answer is not one of Lambda's; is a proxy in between?";
  }
  return undefined;
}

function connectionFault(code: string, after: string): string | undefined {
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
      return `the connection broke (${code}).${after}`;
    default:
      // Certificate faults and the like are errors of the connection, ERR_INVALID_ARG_TYPE is ours.
      return code.startsWith('ERR_INVALID') ? undefined : `the connection failed (${code}).`;
  }
}

function fault(message: string, exitCode: ExitCode, cause: Error): CommandError {
  return new CommandError(message, { exitCode, cause });
}
