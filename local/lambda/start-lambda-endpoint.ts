import type { LocalFunction } from './local-function.ts';

/** Lambda's Invoke call on loopback. */
export interface LambdaEndpoint {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL_LAMBDA. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Which functions answer, and where. */
export interface LambdaEndpointOptions {
  readonly functions: readonly LocalFunction[];
  /** Default 0: any free port. */
  readonly port?: number;
}

/** Serves Invoke. */
export async function startLambdaEndpoint(options: LambdaEndpointOptions): Promise<LambdaEndpoint> {
  throw new Error(`body follows: ${options.port}`);
}
