import type { FunctionOptions } from './local-function.ts';

/** Names that Lambda keeps for itself; a function that sets one does not deploy. */
const RESERVED =
  /^(?:_|AWS_LAMBDA_|LAMBDA_|AWS_(?:REGION|DEFAULT_REGION|EXECUTION_ENV|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$)/;

const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * The whole environment of a function's process: its own variables and those that Lambda sets, and
 * nothing of the person who runs it, so that a variable that is missing here is missing in AWS.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 *
 * Throws for a variable whose name Lambda keeps for itself.
 */
export function childEnvironment(
  options: FunctionOptions,
  runtimeApi: string,
): Readonly<Record<string, string>> {
  const { functionName, environment, memoryMb = 128, region = 'us-east-1' } = options;
  const reserved = Object.keys(environment).filter((name) => RESERVED.test(name));
  if (reserved.length > 0) {
    throw new Error(`${functionName} sets variables that Lambda reserves: ${reserved.join(', ')}.`);
  }
  return {
    ...environment,
    ...credentialVariables(options),
    ...loggingVariables(options),
    _HANDLER: options.handler,
    LAMBDA_TASK_ROOT: options.assetDirectory,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    // Lambda's own user has no such directory either; with another, the AWS SDK would read the
    // profiles of the person who runs this.
    HOME: '/home/sbx_user1051',
    // The SDK announces the end of Node 20 on each start; in Lambda the function runs on Node 24.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

function credentialVariables({
  credentials = LOCAL_CREDENTIALS,
}: FunctionOptions): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
  };
}

function loggingVariables({
  functionName,
  logging = {},
}: FunctionOptions): Readonly<Record<string, string>> {
  return {
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    ...(logging.format !== undefined && { AWS_LAMBDA_LOG_FORMAT: logging.format }),
    ...(logging.level !== undefined && { AWS_LAMBDA_LOG_LEVEL: logging.level }),
  };
}
