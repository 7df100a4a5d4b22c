import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Credentials as the SDK takes them. */
export interface TestCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What a test may change about its clients. */
export interface ClientSettings {
  readonly region?: string;
  readonly credentials?: TestCredentials;
  /** How long a request may take; default 60,000. */
  readonly timeoutMs?: number;
}

/** The real AWS clients, pointed at a local world. */
export interface AwsClients {
  readonly secrets: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly codepipeline: CodePipelineClient;
  readonly sts: STSClient;
}

/** Makes clients that try once, so that a test sees each answer. */
export function clientsFor(endpoint: string, settings: ClientSettings = {}): AwsClients {
  const configuration = {
    endpoint,
    region: settings.region ?? 'us-east-1',
    credentials: settings.credentials ?? { accessKeyId: 'AKIDTEST', secretAccessKey: 'unused' },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      requestTimeout: settings.timeoutMs ?? 60_000,
      throwOnRequestTimeout: true,
    }),
  };
  return {
    secrets: new SecretsManagerClient(configuration),
    sns: new SNSClient(configuration),
    codepipeline: new CodePipelineClient(configuration),
    sts: new STSClient(configuration),
  };
}

/** What the SDK makes of an AWS error. */
export interface SeenError {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

/** The error of a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<SeenError> {
  const thrown: unknown = await call.then(
    () => new Error('The call succeeded.'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof Error)) throw new Error('The SDK threw something that is no Error.');
  const metadata: unknown = Reflect.get(thrown, '$metadata');
  const status: unknown = Reflect.get(Object(metadata), 'httpStatusCode');
  return {
    name: thrown.name,
    message: thrown.message,
    status: typeof status === 'number' ? status : undefined,
  };
}
