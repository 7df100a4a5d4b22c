import { isErrorName } from '../../domain/credential/plain-words.ts';
import { quote } from '../../domain/credential/quote.ts';

/** A service as its client knows it: the name for messages, the base class of its own errors. */
export interface AwsService {
  readonly name: string;
  readonly exception: abstract new (...parameters: never[]) => Error;
}

/** What went wrong with one call, as text that may be shown. */
export interface AwsFault {
  /** The error's name: AWS's own when `named`, else the client's. */
  readonly name: string;
  readonly message: string;
  /** True when the service itself named this error; false says nothing about what it would answer. */
  readonly named: boolean;
}

const TEXT_LIMIT = 500;

const CONNECTION_FAULTS: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was reset',
  ECONNREFUSED: 'the connection was refused',
  EPIPE: 'the connection was closed',
  ENOTFOUND: 'its host name could not be resolved',
  EAI_AGAIN: 'its host name could not be resolved',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
};

/** By the SDK's names, and by the code of a time limit of our own. */
const TIME_FAULTS: readonly string[] = ['TimeoutError', 'AbortError', 'out-of-time'];

const NO_CREDENTIALS =
  'No AWS credentials could be loaded: set AWS_PROFILE or AWS_ACCESS_KEY_ID, or sign in again (aws sso login).';

const NO_REGION =
  'No AWS Region is set: set AWS_REGION, or the Region of the secret in the configuration.';

/**
 * Separates an error that the service named (its client's exception class) from everything else.
 *
 * Only the service's own text is quoted, one line of it, and the names in `known` as they are. The
 * client's text is not: for a body that is no JSON it quotes the body, which may hold a part of the
 * secret, and for a credential process it quotes the command.
 */
export function describeFault(
  error: unknown,
  service: AwsService,
  known: readonly string[] = [],
): AwsFault {
  const { name, code, status } = traitsOf(error);
  // `Unknown` is the client's name for an error body without a type: not the service speaking.
  if (error instanceof service.exception && name !== 'Unknown') {
    return { name, message: `${name}: ${oneLine(error.message, known)}`, named: true };
  }
  return { name, message: clientText({ name, code, status }, error, service.name), named: false };
}

interface Traits {
  readonly name: string;
  readonly code: string;
  readonly status: number | undefined;
}

function traitsOf(error: unknown): Traits {
  if (!(error instanceof Error)) {
    return { name: 'Unknown', code: '', status: undefined };
  }
  const { code, $metadata } = error as Error & {
    readonly code?: unknown | undefined;
    readonly $metadata?: { readonly httpStatusCode?: number } | undefined;
  };
  return {
    name: isErrorName(error.name) ? error.name : 'Unknown',
    code: typeof code === 'string' && /^(?:[A-Z_]{3,40}|out-of-time)$/.test(code) ? code : '',
    status: $metadata?.httpStatusCode,
  };
}

function clientText({ name, code, status }: Traits, error: unknown, service: string): string {
  const connection = CONNECTION_FAULTS[code];
  if (connection !== undefined) {
    return `No answer from ${service}: ${connection} (${code}).`;
  }
  if (TIME_FAULTS.includes(name) || TIME_FAULTS.includes(code)) {
    return `No answer from ${service} in time.`;
  }
  if (status !== undefined) {
    return `An answer that is not one of ${service} (HTTP ${status}).`;
  }
  if (error instanceof Error && error.message.startsWith('Region is missing')) {
    return NO_REGION;
  }
  return isCredentialsFault(name)
    ? NO_CREDENTIALS
    : `${service} could not be called (${code || name}).`;
}

function isCredentialsFault(name: string): boolean {
  return name === 'CredentialsProviderError' || name === 'TokenProviderError';
}

/**
 * The first line of a service's text as far as it may be quoted, at most 500 characters.
 *
 * Only the first: AWS's signature errors go on with the canonical request, and that holds the
 * session token of the caller (`x-amz-security-token`).
 */
function oneLine(text: string, known: readonly string[]): string {
  const [first = ''] = text.trim().split(/[\r\n\u2028\u2029]/u, 1);
  return quote(first, { known }).slice(0, TEXT_LIMIT);
}
