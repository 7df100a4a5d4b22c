import { OUTPUTS } from '../../functions/contract.ts';
import type { LocalAws } from '../aws/start-local-aws.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import { startLambdaEndpoint } from '../lambda/start-lambda-endpoint.ts';
import { deployFunctions } from './deploy-functions.ts';
import { deployTopics } from './deploy-topics.ts';
import { stackReferences } from './physical-names.ts';
import { readAssembly } from './read-assembly.ts';
import { resolveValue } from './resolve-value.ts';

/** The world that a stack is deployed into. */
export interface DeploymentTarget {
  readonly aws: LocalAws;
  /** `http://127.0.0.1:PORT` */
  readonly twilioOrigin: string;
  /** Subscribers that have not confirmed their subscription. Default: all have. */
  readonly pendingEndpoints?: readonly string[];
  /** Port of Lambda's Invoke call. Default 0: any free one. */
  readonly lambdaPort?: number;
  /** The `node` that runs the function. Default: the one of this process. */
  readonly nodePath?: string;
  /** Gets each line that a function writes, as it comes. */
  readonly onLine?: (line: string) => void;
}

/** A stack that runs. */
export interface Deployment {
  /** Stack outputs by name: see `OUTPUTS` of functions/contract.ts. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly gate: LocalFunction;
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL_LAMBDA. */
  readonly lambdaEndpoint: string;
  /** Ends the functions' processes and the endpoint; topics and subscriptions stay. */
  close(): Promise<void>;
}

/**
 * Deploys the one stack of a cloud assembly into the local AWS, as CloudFormation would: topics,
 * subscriptions and functions, everything else has no effect there.
 *
 * @param cdkOut from `synthesise`. The functions run from it, so it must stay until `close`.
 *
 * Rejects when the template refers to what the local world does not model, and when `lambdaPort` is
 * taken.
 */
export async function deploy(cdkOut: string, target: DeploymentTarget): Promise<Deployment> {
  const assembly = readAssembly(cdkOut);
  const references = stackReferences(assembly, target.aws);
  deployTopics(assembly, references, target);
  const functions = await deployFunctions(assembly, references, target);
  const outputs = Object.fromEntries(
    [...assembly.outputs].map(([name, value]) => [name, resolveValue(value, references)]),
  );
  const gate = findGate(functions, outputs[OUTPUTS.gateFunctionName]);
  const port = target.lambdaPort ?? 0;
  const { endpoint, close } = await startLambdaEndpoint({ functions, port });
  return {
    outputs,
    gate,
    lambdaEndpoint: endpoint,
    close: async () => {
      await Promise.all([close(), ...functions.map((each) => each.close())]);
    },
  };
}

function findGate(functions: readonly LocalFunction[], name: string | undefined): LocalFunction {
  const gate = functions.find(({ functionName }) => functionName === name);
  if (gate !== undefined) return gate;
  throw new Error(`The stack has no function that its output ${OUTPUTS.gateFunctionName} names.`);
}
