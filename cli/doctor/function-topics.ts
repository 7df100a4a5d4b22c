import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  LambdaServiceException,
} from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ENVIRONMENT_VARIABLES } from '../../functions/contract.ts';
import { lambdaFault } from '../invoke/lambda-fault.ts';

/** The topics that alerts go to, by ARN. */
export interface AlertTopics {
  readonly alerts: string | undefined;
  readonly services: string | undefined;
  readonly chat: string | undefined;
}

export interface FunctionQuestion {
  readonly functionName: string;
  readonly region: string | undefined;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 5_000;

/**
 * The topics of a deployed function, from its environment variables (lambda:GetFunctionConfiguration); no
 * other variable is looked at. Throws `CommandError` for what Lambda, the network or the caller's
 * credentials do.
 */
export async function functionTopics({
  functionName,
  region,
  signal,
}: FunctionQuestion): Promise<AlertTopics> {
  const client = new LambdaClient({
    ...(region === undefined ? {} : { region }),
    maxAttempts: 2,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: TIMEOUT_MS,
      requestTimeout: TIMEOUT_MS,
      throwOnRequestTimeout: true,
    }),
  });
  try {
    const command = new GetFunctionConfigurationCommand({ FunctionName: functionName });
    const { Environment } = await client.send(command, { abortSignal: signal });
    const variable = (name: string): string | undefined => Environment?.Variables?.[name];
    return {
      alerts: variable(ENVIRONMENT_VARIABLES.alertTopicArn),
      services: variable(ENVIRONMENT_VARIABLES.serviceTopicArn),
      chat: variable(ENVIRONMENT_VARIABLES.chatTopicArn),
    };
  } catch (error) {
    throw lambdaFault(error, {
      exception: LambdaServiceException,
      functionName,
      action: 'lambda:GetFunctionConfiguration',
    });
  } finally {
    client.destroy();
  }
}
