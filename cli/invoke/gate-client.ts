import { InvokeCommand, LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { lambdaFault } from './lambda-fault.ts';

/** What Lambda answered: the function's return value or its error, as bytes of JSON. */
export interface Invocation {
  /** True when the function threw or was ended (`FunctionError`). */
  readonly hasFailed: boolean;
  readonly payload: string;
}

export interface InvocationRequest {
  readonly functionName: string;
  readonly region: string | undefined;
  /** What the gate is asked; becomes JSON. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Longest wait for the answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const CONNECTION_TIMEOUT_MS = 5_000;

/**
 * Invokes the gate once and waits for its answer.
 *
 * One attempt only: the SDK's retry of a read time-out would run the gate, and its alerts, twice. The
 * wait is longer than the function's own time limit. Throws `CommandError` for what Lambda, the
 * network or the caller's credentials do.
 */
export async function invokeGate(request: InvocationRequest): Promise<Invocation> {
  const client = createClient(request);
  const command = new InvokeCommand({
    FunctionName: request.functionName,
    InvocationType: 'RequestResponse',
    Payload: Buffer.from(JSON.stringify(request.payload)),
  });
  try {
    const answer = await client.send(command, { abortSignal: request.signal });
    return {
      hasFailed: answer.FunctionError !== undefined,
      payload: new TextDecoder().decode(answer.Payload),
    };
  } catch (error) {
    throw lambdaFault(error, {
      exception: LambdaServiceException,
      functionName: request.functionName,
      action: 'lambda:InvokeFunction',
    });
  } finally {
    client.destroy();
  }
}

function createClient({
  region,
  timeoutMs: requestTimeoutMs,
}: Pick<InvocationRequest, 'region' | 'timeoutMs'>): LambdaClient {
  return new LambdaClient({
    ...(region === undefined ? {} : { region }),
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeoutMs,
    }),
  });
}
