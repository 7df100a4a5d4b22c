import type { LocalAws } from '../aws/start-local-aws.ts';
import type { LocalFunction } from '../lambda/local-function.ts';

/** The world that a stack is deployed into. */
export interface DeploymentTarget {
  readonly aws: LocalAws;
  /** `http://127.0.0.1:PORT` */
  readonly twilioOrigin: string;
  /** Port of Lambda's Invoke call. Default 0: any free one. */
  readonly lambdaPort?: number;
  /** The `node` that runs the function. Default: the one of this process. */
  readonly nodePath?: string;
}

/** A stack that runs. */
export interface Deployment {
  /** Stack outputs by name: see `OUTPUTS` of functions/contract.ts. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly gate: LocalFunction;
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL_LAMBDA. */
  readonly lambdaEndpoint: string;
  close(): Promise<void>;
}

/** Deploys a cloud assembly. */
export async function deploy(cdkOut: string, target: DeploymentTarget): Promise<Deployment> {
  throw new Error(`body follows: ${cdkOut} ${target.twilioOrigin}`);
}
