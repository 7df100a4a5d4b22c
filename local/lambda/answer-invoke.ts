import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Invocation, LocalFunction } from './local-function.ts';

/** A request whose body has been read. */
export interface InvokeRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A complete HTTP answer. */
export interface InvokeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const CALL_PATH = /^\/2015-03-31\/functions\/([^/?]+)\/(\w+)(?:\?.*)?$/;

interface LambdaCall {
  readonly operation: string;
  run(found: LocalFunction, request: InvokeRequest): InvokeAnswer | Promise<InvokeAnswer>;
}

/** The calls, by method and the last part of their path. */
const CALLS: Readonly<Record<string, LambdaCall>> = {
  'POST invocations': { operation: 'Invoke', run: invoke },
  'GET configuration': { operation: 'GetFunctionConfiguration', run: describe },
};

/** The operations that are served. */
export const LAMBDA_OPERATIONS: readonly string[] = Object.values(CALLS).map(
  ({ operation }) => operation,
);

// Lambda's quota of request and response payloads in a synchronous invocation.
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

/**
 * Answers Invoke as Lambda does: 200 with the payload, and `X-Amz-Function-Error: Unhandled` where the
 * function failed; 202 at once for the type `Event`; 204 for `DryRun`; a typed error otherwise.
 *
 * GetFunctionConfiguration gives the function's name, ARN and variables. The function is named by its name or ARN, any version. An unsigned request is refused, so that no
 * web page can invoke it; the signature itself is not verified.
 */
export async function answerInvoke(
  functions: readonly LocalFunction[],
  request: InvokeRequest,
): Promise<InvokeAnswer> {
  const [, path, last] = CALL_PATH.exec(request.url) ?? [];
  const name = `${request.method} ${last}`;
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (path === undefined || call === undefined) {
    const offered = `This local Lambda offers ${LAMBDA_OPERATIONS.join(' and ')} only.`;
    return refuse(404, 'UnknownOperationException', offered);
  }
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
    return refuse(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const wanted = decodeURIComponent(path);
  const found = functions.find(({ functionName, arn }) =>
    [functionName, arn].some((name) => wanted === name || wanted.startsWith(`${name}:`)),
  );
  if (found === undefined) {
    const names = functions.map(({ functionName }) => functionName).join(', ');
    return refuse(404, 'ResourceNotFoundException', `Function not found: ${wanted} (of ${names})`);
  }
  return await call.run(found, request);
}

function describe({ functionName, arn, environment = {} }: LocalFunction): InvokeAnswer {
  const described = {
    FunctionName: functionName,
    FunctionArn: arn,
    Environment: { Variables: environment },
  };
  return { status: 200, headers: requestHeaders(randomUUID()), body: JSON.stringify(described) };
}

/** Lambda's answer for a defect of its own; no text from inside reaches the wire. */
export function internalError(): InvokeAnswer {
  return refuse(500, 'ServiceException', 'The local Lambda failed.');
}

async function invoke(found: LocalFunction, request: InvokeRequest): Promise<InvokeAnswer> {
  const { body, headers } = request;
  if (Buffer.byteLength(body) > MAX_PAYLOAD_BYTES) {
    const limit = `Request must be smaller than ${MAX_PAYLOAD_BYTES} bytes`;
    return refuse(413, 'RequestTooLargeException', `${limit} for the InvokeFunction operation`);
  }
  const event = parseEvent(body);
  if (event === undefined) {
    const problem = 'Could not parse request body into json';
    return refuse(400, 'InvalidRequestContentException', problem);
  }
  switch (headers['x-amz-invocation-type'] ?? 'RequestResponse') {
    case 'RequestResponse':
      return toAnswer(await found.invoke(event.value));
    case 'Event':
      // The caller does not wait for an asynchronous invocation: its outcome is in the logs.
      found.invoke(event.value).catch(() => undefined);
      return { status: 202, headers: requestHeaders(randomUUID()), body: '' };
    case 'DryRun':
      return { status: 204, headers: requestHeaders(randomUUID()), body: '' };
    default:
      return refuse(400, 'InvalidParameterValueException', 'Unsupported invocation type.');
  }
}

/** An empty body is an empty event. */
function parseEvent(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: body === '' ? {} : JSON.parse(body) };
  } catch {
    return undefined;
  }
}

function toAnswer(invocation: Invocation): InvokeAnswer {
  const headers = { ...requestHeaders(invocation.requestId), 'X-Amz-Executed-Version': '$LATEST' };
  if (invocation.outcome === 'returned') {
    return { status: 200, headers, body: JSON.stringify(invocation.payload) };
  }
  const { errorType, errorMessage } = invocation;
  return {
    status: 200,
    headers: { ...headers, 'X-Amz-Function-Error': 'Unhandled' },
    body: JSON.stringify({ errorType, errorMessage }),
  };
}

function refuse(status: number, type: string, message: string): InvokeAnswer {
  return {
    status,
    headers: { ...requestHeaders(randomUUID()), 'x-amzn-ErrorType': type },
    body: JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message }),
  };
}

function requestHeaders(requestId: string): Readonly<Record<string, string>> {
  return { 'Content-Type': 'application/json', 'x-amzn-RequestId': requestId };
}
