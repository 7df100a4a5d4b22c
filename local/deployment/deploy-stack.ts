import { z } from 'zod';
import type { LocalAws } from '../aws/start-local-aws.ts';
import { createEventBus, type EventBus } from '../events/event-bus.ts';
import { createFunctionInvoker, type FunctionInvoker } from '../lambda/function-invoker.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import { startLambdaEndpoint } from '../lambda/start-lambda-endpoint.ts';
import { deployFunctions } from './deploy-functions.ts';
import { deployRules } from './deploy-rules.ts';
import { deployStateMachines } from './deploy-state-machines.ts';
import { deployTopics } from './deploy-topics.ts';
import { physicalName, stackReferences } from './physical-names.ts';
import { readAssembly, type StackAssembly } from './read-assembly.ts';
import { type References, resolveValue } from './resolve-value.ts';

/** The world that a stack is deployed into. */
export interface DeploymentTarget {
  readonly aws: LocalAws;
  /** `http://127.0.0.1:PORT` */
  readonly twilioOrigin: string;
  /** Subscribers that have not confirmed their subscription. Default: all have. */
  readonly pendingEndpoints?: readonly string[];
  /** Which stack of the assembly. Default: the only one. */
  readonly stackName?: string;
  /** Port of Lambda's Invoke call. Default 0: any free one. */
  readonly lambdaPort?: number;
  /** The `node` that runs the functions. Default: the one of this process. */
  readonly nodePath?: string | undefined;
  /**
   * Whether the events of Secrets Manager reach the rules of the stack, as in AWS: then each secret that
   * is stored runs the watch. Default: not.
   */
  readonly isWatchingSecrets?: boolean;
  /** Gets each line that a function writes, as it comes. */
  readonly onLine?: ((line: string) => void) | undefined;
}

/** A stack that runs. */
export interface DeployedStack {
  readonly assembly: StackAssembly;
  readonly references: References;
  /** Stack outputs by name: see `OUTPUTS` of functions/contract.ts. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Every function that runs on Node from an asset. */
  readonly functions: readonly LocalFunction[];
  /** A function by its logical id, its name or its ARN. Throws where there is none. */
  functionNamed(name: string): LocalFunction;
  /** Invokes the functions of the stack as AWS services do. */
  readonly invoker: FunctionInvoker;
  /** The default bus, with the rules of the stack. */
  readonly events: EventBus;
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL_LAMBDA. */
  readonly lambdaEndpoint: string;
  /** Ends the functions' processes and the endpoint; topics and subscriptions stay. */
  close(): Promise<void>;
}

/**
 * Deploys one stack of a cloud assembly into the local AWS, as CloudFormation would: topics,
 * subscriptions, tables, buckets, keys, functions, state machines and rules. Everything else has no effect there, custom resources included.
 *
 * @param cdkOut a directory that a synth wrote. The functions run from it, so it must stay until `close`.
 *
 * Rejects when the template refers to what the local world does not model, and when `lambdaPort` is
 * taken.
 */
export async function deployStack(
  cdkOut: string,
  target: DeploymentTarget,
): Promise<DeployedStack> {
  const { aws, stackName, lambdaPort: port = 0 } = target;
  const assembly = readAssembly(cdkOut, stackName);
  const references = stackReferences(assembly, aws);
  deployTopics(assembly, references, target);
  await deployTables(assembly, aws);
  deployBuckets(assembly, references, aws);
  deployKeys(assembly, aws);
  const byLogicalId = await deployFunctions(assembly, references, target);
  const functions = [...byLogicalId.values()];
  const invoker = createFunctionInvoker(functions);
  deployStateMachines(assembly, references, { aws, invoker });
  const rules = deployRules(assembly, references, { aws, invoker });
  const outputs = Object.fromEntries(
    [...assembly.outputs].map(([name, value]) => [name, resolveValue(value, references)]),
  );
  const { endpoint, close } = await startLambdaEndpoint({ functions, port });
  const events = createEventBus(rules, () => new Date());
  const ignoreEvents = target.isWatchingSecrets === true ? aws.onEvent(events.put) : undefined;
  return {
    assembly,
    references,
    outputs,
    functions,
    functionNamed: (name) => findFunction(byLogicalId, name),
    invoker,
    events,
    lambdaEndpoint: endpoint,
    close: async () => {
      ignoreEvents?.();
      await Promise.all([close(), ...functions.map((each) => each.close())]);
    },
  };
}

function findFunction(functions: ReadonlyMap<string, LocalFunction>, name: string): LocalFunction {
  const found =
    functions.get(name) ??
    [...functions.values()].find(({ functionName, arn }) => name === functionName || name === arn);
  if (found !== undefined) return found;
  const offered = [...functions.keys()].join(', ');
  throw new Error(`The stack has no function ${name}. It has: ${offered}.`);
}

const TABLE_TYPES: readonly string[] = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];

const tableSchema = z.object({
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
});

/**
 * Makes the stack's DynamoDB tables, of either type. Their keys must be strings; encryption, recovery,
 * expiry and protection have no effect here. A table that is there already stays as it is, as in AWS
 * where a stack is deployed again.
 */
async function deployTables(
  { stackName, resources }: StackAssembly,
  { tables }: LocalAws,
): Promise<void> {
  for (const resource of resources) {
    const { type, logicalId, properties } = resource;
    if (!TABLE_TYPES.includes(type)) continue;
    const { KeySchema: keys } = tableSchema.parse(properties);
    const keyOf = (kind: 'HASH' | 'RANGE'): string | undefined =>
      keys.find(({ KeyType }) => KeyType === kind)?.AttributeName;
    const partitionKey = keyOf('HASH');
    if (partitionKey === undefined) throw new Error(`The table ${logicalId} has no partition key.`);
    const name = physicalName(stackName, resource);
    if (await tables.has(name)) continue;
    const sortKey = keyOf('RANGE');
    await tables.create({ name, partitionKey, sortKey });
  }
}

/** Makes the stack's S3 buckets. Their policies, encryption and expiry have no effect here. */
function deployBuckets(
  { resources }: StackAssembly,
  references: References,
  { objects }: LocalAws,
): void {
  for (const { type, logicalId } of resources) {
    if (type === 'AWS::S3::Bucket') objects.createBucket(references.get(logicalId) ?? logicalId);
  }
}

const keySchema = z.object({ KeySpec: z.enum(['HMAC_256', 'SYMMETRIC_DEFAULT']).optional() });

/** Makes the stack's KMS keys. What is encrypted with one is as readable here as without. */
function deployKeys({ stackName, resources }: StackAssembly, { keys }: LocalAws): void {
  for (const resource of resources) {
    if (resource.type !== 'AWS::KMS::Key') continue;
    const { KeySpec: spec = 'SYMMETRIC_DEFAULT' } = keySchema.parse(resource.properties);
    keys.create({ id: physicalName(stackName, resource), spec });
  }
}
