import { z } from 'zod';
import { ENVIRONMENT_VARIABLES } from '../../functions/contract.ts';
import type { LocalAws } from '../aws/start-local-aws.ts';
import type { FunctionCredentials, LocalFunction } from '../lambda/local-function.ts';
import { startFunction } from '../lambda/start-function.ts';
import { physicalName } from './physical-names.ts';
import type { Resource, StackAssembly } from './read-assembly.ts';
import { type References, resolveValue } from './resolve-value.ts';

/** What a deployed function meets, instead of AWS and Twilio. */
export interface FunctionSurroundings {
  readonly aws: LocalAws;
  readonly twilioOrigin: string;
  readonly nodePath?: string | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
}

/** A function that can be run here: its code is an asset, and it runs on Node. */
const runnableSchema = z.object({
  Code: z.object({ S3Key: z.unknown().refine((key) => key !== undefined) }),
  Runtime: z.string().startsWith('nodejs').optional(),
});

const functionSchema = z.object({
  Handler: z.string(),
  Code: z.object({ S3Key: z.unknown() }),
  Role: z.unknown(),
  // CloudFormation's defaults.
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
  LoggingConfig: z
    .object({ LogFormat: z.string().optional(), ApplicationLogLevel: z.string().optional() })
    .default({}),
});

// A session of a role ends after hours, and Lambda renews it; here one outlives every world.
const SESSION_SECONDS = 365 * 24 * 3600;

/**
 * Prepares the functions of the stack, by logical id: each from its asset, with its own variables,
 * limits and role. Added are the two variables that point it to the local worlds. Functions with inline
 * code or another runtime than Node are left out. Throws for a template that asks for what the local
 * Lambda does not know.
 */
export async function deployFunctions(
  assembly: StackAssembly,
  references: References,
  surroundings: FunctionSurroundings,
): Promise<ReadonlyMap<string, LocalFunction>> {
  const functions = assembly.resources.filter(
    ({ type, properties }) =>
      type === 'AWS::Lambda::Function' && runnableSchema.safeParse(properties).success,
  );
  const world = { assembly, references, ...surroundings };
  const deployed = functions.map(
    async (each) => [each.logicalId, await deployFunction(each, world)] as const,
  );
  return new Map(await Promise.all(deployed));
}

interface Surroundings extends FunctionSurroundings {
  readonly assembly: StackAssembly;
  readonly references: References;
}

async function deployFunction(
  resource: Resource,
  { assembly, references, aws, twilioOrigin, nodePath, onLine }: Surroundings,
): Promise<LocalFunction> {
  const declared = functionSchema.parse(resource.properties);
  const functionName = physicalName(assembly.stackName, resource);
  const roleArn = resolveValue(declared.Role, references);
  const { LogFormat: format, ApplicationLogLevel: level } = declared.LoggingConfig;
  const hash = resolveValue(declared.Code.S3Key, references).replace(/\.zip$/, '');
  const variables = Object.entries(declared.Environment?.Variables ?? {}).map(
    ([name, value]) => [name, resolveValue(value, references)] as const,
  );
  return await startFunction({
    functionName,
    assetDirectory: assembly.assetPath(hash),
    handler: declared.Handler,
    timeoutMs: declared.Timeout * 1000,
    memoryMb: declared.MemorySize,
    region: aws.region,
    accountId: aws.accountId,
    credentials: assumeRole(aws, roleArn, functionName),
    logging: { format, level },
    environment: {
      ...Object.fromEntries(variables),
      AWS_ENDPOINT_URL: aws.endpoint,
      [ENVIRONMENT_VARIABLES.twilioOrigin]: twilioOrigin,
    },
    nodePath,
    onLine,
  });
}

function assumeRole(
  { roles }: LocalAws,
  roleArn: string,
  sessionName: string,
): FunctionCredentials {
  const session = roles.openSession({ roleArn, sessionName, durationSeconds: SESSION_SECONDS });
  return {
    accessKeyId: session.AccessKeyId,
    secretAccessKey: session.SecretAccessKey,
    sessionToken: session.SessionToken,
  };
}
