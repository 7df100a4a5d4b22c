import { readdirSync, readFileSync } from 'node:fs';
import * as codedeploy from '@aws-sdk/client-codedeploy';
import * as codepipeline from '@aws-sdk/client-codepipeline';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sts from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { LAMBDA_OPERATIONS } from '../../../../local/lambda/answer-invoke.ts';
import {
  type LambdaEndpoint,
  startLambdaEndpoint,
} from '../../../../local/lambda/start-lambda-endpoint.ts';
import { awsModel, type WireAnswer } from './aws-model.ts';
import { OPERATION_CALLS } from './operation-calls.ts';
import { RecordingHandler } from './recording-handler.ts';
import { type OperationCalls, type Seeded, seed } from './seeded-world.ts';

type ServiceName = keyof typeof OPERATION_CALLS;

const CLIENTS: Readonly<Record<ServiceName, Readonly<Record<string, unknown>>>> = {
  secretsmanager: secretsManager,
  sns,
  codepipeline,
  codedeploy,
  sts,
  dynamodb,
  kms,
  s3,
  sfn,
  lambda,
};

const CLIENT_NAMES: Readonly<Record<ServiceName, string>> = {
  secretsmanager: 'SecretsManager',
  sns: 'SNS',
  codepipeline: 'CodePipeline',
  codedeploy: 'CodeDeploy',
  sts: 'STS',
  dynamodb: 'DynamoDB',
  kms: 'KMS',
  s3: 'S3',
  sfn: 'SFN',
  lambda: 'Lambda',
};

const SERVICES = Object.keys(OPERATION_CALLS) as ServiceName[];

const ROWS = SERVICES.flatMap((service) =>
  Object.entries<OperationCalls>(OPERATION_CALLS[service]).map(
    ([operation, calls]) => [service, operation, calls] as const,
  ),
);

/** The ids change nothing about how many calls there are, or how they are refused. */
const UNSEEDED = new Proxy({}, { get: () => 'arn:id' }) as Seeded;

let functions: LambdaEndpoint;

beforeAll(async () => {
  const gate = {
    functionName: 'gate',
    arn: 'arn:aws:lambda:us-east-1:111122223333:function:gate',
    environment: { A: 'b' },
    logs: [],
    close: async () => undefined,
    invoke: async () =>
      ({ outcome: 'returned', payload: 1, requestId: 'r', durationMs: 1 }) as const,
  };
  functions = await startLambdaEndpoint({ functions: [gate] });
});

afterAll(() => functions.close());

/** Sends one call by AWS's own client, to a world of its own; gives the answer as it was on the wire. */
async function answerTo(
  service: ServiceName,
  operation: string,
  input: (seeded: Seeded) => object,
): Promise<WireAnswer> {
  const aws = await startLocalAws();
  try {
    const seeded = await seed(aws);
    await rotate(aws);
    return await send(service === 'lambda' ? functions.endpoint : aws.endpoint, {
      service,
      operation,
      input: input(seeded),
    });
  } finally {
    await aws.close();
  }
}

/** A secret whose rotation can be cancelled. */
async function rotate(aws: LocalAws): Promise<void> {
  aws.secrets.create({ name: 'rotated', value: '{}', type: 'TwilioAuthToken' });
  const ExternalSecretRotationRoleArn = 'arn:aws:iam::111122223333:role/rotation';
  const input = { SecretId: 'rotated', ExternalSecretRotationRoleArn };
  await send(aws.endpoint, { service: 'secretsmanager', operation: 'RotateSecret', input });
}

async function send(
  endpoint: string,
  call: { readonly service: ServiceName; readonly operation: string; readonly input: object },
): Promise<WireAnswer> {
  const { [`${CLIENT_NAMES[call.service]}Client`]: Client, [`${call.operation}Command`]: Command } =
    CLIENTS[call.service] as Readonly<Record<string, new (input: object) => never>>;
  if (Client === undefined || Command === undefined) throw new Error(`no ${call.operation}`);
  const requestHandler = new RecordingHandler();
  const client: { send(command: object): Promise<unknown>; destroy(): void } = new Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'unused' },
    maxAttempts: 1,
    requestHandler,
  });
  await client.send(new Command(call.input)).catch(() => undefined);
  client.destroy();
  return requestHandler.last;
}

const modelOf = (service: ServiceName) => {
  const packageName = service === 'secretsmanager' ? 'client-secrets-manager' : `client-${service}`;
  return awsModel(packageName, CLIENTS[service]);
};

function codeIn({ body, headers }: WireAnswer): string | undefined {
  const [, code] = /"__type":"(?:[^"#]*#)?(\w+)"|<Code>(\w+)</.exec(body)?.filter(Boolean) ?? [];
  return code ?? headers['x-amzn-errortype'];
}

it('has a call for every operation that is served, and for no other', async () => {
  const aws = await startLocalAws();
  const served = Object.values(aws.services).flatMap(({ name, operations }) =>
    [...operations.keys()].map((operation) => `${name} ${operation}`),
  );
  await aws.close();
  const all = [...served, ...LAMBDA_OPERATIONS.map((operation) => `lambda ${operation}`)];
  expect(ROWS.map(([service, operation]) => `${service} ${operation}`).sort()).toEqual(all.sort());
});

const FOLDERS: Readonly<Record<string, ServiceName>> = {
  secrets: 'secretsmanager',
  notifications: 'sns',
  jobs: 'codepipeline',
  deployments: 'codedeploy',
  keys: 'kms',
  objects: 's3',
  executions: 'sfn',
};

it.each(Object.entries(FOLDERS))(
  'refuses by no code that is not driven here: local/aws/%s',
  (folder, service) => {
    const files = readdirSync(`local/aws/${folder}`).map((file) => `local/aws/${folder}/${file}`);
    const codes = files.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/new AwsError\(\s*'(\w+)'/g),
    ]);
    const driven = Object.values<OperationCalls>(OPERATION_CALLS[service]).flatMap(({ refused }) =>
      Object.keys(refused?.(UNSEEDED) ?? {}),
    );
    const undriven = codes.flatMap(([, code = '']) => (driven.includes(code) ? [] : [code]));
    expect(undriven).toEqual([]);
  },
);

describe.each(ROWS)('%s %s', (service, operation, { ok, refused }) => {
  const model = modelOf(service);

  it('is an operation of AWS', () => {
    expect(model.hasOperation(operation)).toBe(true);
  });

  it.each([...ok(UNSEEDED).keys()])('answers call %i in the shape of the model', async (index) => {
    const answer = await answerTo(service, operation, (seeded) => ok(seeded)[index] ?? {});
    expect([answer.status, answer.body]).toEqual([expect.toSatisfy((s) => s < 300), answer.body]);
    expect(model.outputProblems(operation, answer)).toEqual([]);
  });

  it.each(Object.keys(refused?.(UNSEEDED) ?? {}))(
    'refuses with the %s of the model',
    async (code) => {
      const answer = await answerTo(service, operation, (seeded) => refused?.(seeded)[code] ?? {});
      expect(codeIn(answer)).toBe(code);
      expect(model.errorProblems(operation, answer)).toEqual([]);
    },
  );
});
