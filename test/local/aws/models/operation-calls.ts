import { SECRETS_MANAGER } from './secrets-manager-calls.ts';
import type { Calls } from './seeded-world.ts';
import { SNS } from './sns-calls.ts';

const UUID = '11111111-1111-4111-8111-111111111111';
const ROLE = 'arn:aws:iam::111122223333:role/rotation';

const CODE_PIPELINE: Calls = {
  PutJobSuccessResult: {
    ok: ({ jobId }) => [{ jobId, executionDetails: { summary: 's' }, outputVariables: { a: 'b' } }],
    refused: ({ jobId, doneJobId }) => ({
      JobNotFoundException: { jobId: UUID },
      InvalidJobStateException: { jobId: doneJobId },
      ValidationException: { jobId, currentRevision: { revision: 'r', changeIdentifier: 'c' } },
      OutputVariablesSizeExceededException: {
        jobId,
        outputVariables: { a: 'x'.repeat(122_880) },
      },
    }),
  },
  PutJobFailureResult: {
    ok: ({ jobId }) => [{ jobId, failureDetails: { type: 'JobFailed', message: 'm' } }],
    refused: ({ jobId, doneJobId }) => ({
      JobNotFoundException: { jobId: UUID, failureDetails: { type: 'JobFailed', message: 'm' } },
      InvalidJobStateException: {
        jobId: doneJobId,
        failureDetails: { type: 'JobFailed', message: 'm' },
      },
      ValidationException: { jobId, failureDetails: { type: 'Other', message: 'm' } },
    }),
  },
};

const CODE_DEPLOY: Calls = {
  PutLifecycleEventHookExecutionStatus: {
    ok: ({ deploymentId, hookId: lifecycleEventHookExecutionId }) => [
      { deploymentId, lifecycleEventHookExecutionId, status: 'Succeeded' },
    ],
    refused: ({ deploymentId, hookId, doneHookId }) => ({
      DeploymentIdRequiredException: {},
      InvalidDeploymentIdException: { deploymentId: 'x' },
      DeploymentDoesNotExistException: { deploymentId: 'd-000000000' },
      InvalidLifecycleEventHookExecutionIdException: { deploymentId },
      InvalidLifecycleEventHookExecutionStatusException: {
        deploymentId,
        lifecycleEventHookExecutionId: hookId,
        status: 'Skipped',
      },
      LifecycleEventAlreadyCompletedException: {
        deploymentId,
        lifecycleEventHookExecutionId: doneHookId,
        status: 'Failed',
      },
    }),
  },
};

const STS: Calls = {
  AssumeRole: {
    ok: () => [{ RoleArn: ROLE, RoleSessionName: 'run' }],
    refused: () => ({
      AccessDenied: { RoleArn: `${ROLE}-refused`, RoleSessionName: 'run' },
      ValidationError: { RoleArn: ROLE, RoleSessionName: 'run', ExternalId: 'not-here' },
    }),
  },
  GetCallerIdentity: { ok: () => [{}] },
};

const KEY = { pk: { S: 'a' } };
const TABLE = { TableName: 'table' };
const NO_TABLE = { TableName: 'none' };
const query = {
  KeyConditionExpression: 'pk = :a',
  ExpressionAttributeValues: { ':a': { S: 'a' } },
};

const DYNAMO_DB: Calls = {
  GetItem: {
    ok: () => [{ ...TABLE, Key: KEY, ReturnConsumedCapacity: 'TOTAL' }],
    refused: () => ({ ResourceNotFoundException: { ...NO_TABLE, Key: KEY } }),
  },
  PutItem: {
    ok: () => [{ ...TABLE, Item: { ...KEY, n: { N: '1' }, l: { L: [{ BOOL: true }] } } }],
    refused: () => ({
      ConditionalCheckFailedException: {
        ...TABLE,
        Item: KEY,
        ConditionExpression: 'attribute_exists(nothing)',
      },
    }),
  },
  UpdateItem: {
    ok: () => [
      {
        ...TABLE,
        Key: KEY,
        UpdateExpression: 'SET a = :a',
        ExpressionAttributeValues: { ':a': { S: 'x' } },
        ReturnValues: 'ALL_NEW',
      },
    ],
  },
  DeleteItem: { ok: () => [{ ...TABLE, Key: KEY, ReturnValues: 'ALL_OLD' }] },
  Query: { ok: () => [{ ...TABLE, ...query }] },
  Scan: { ok: () => [TABLE], refused: () => ({ ResourceNotFoundException: NO_TABLE }) },
  BatchGetItem: { ok: () => [{ RequestItems: { table: { Keys: [KEY] } } }] },
  BatchWriteItem: {
    ok: () => [{ RequestItems: { table: [{ PutRequest: { Item: KEY } }] } }],
  },
  DescribeTable: {
    ok: () => [TABLE],
    refused: () => ({ ResourceNotFoundException: NO_TABLE }),
  },
  ListTables: { ok: () => [{}] },
};

const MAC = { MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from('m') };

const KMS: Calls = {
  GenerateMac: {
    ok: () => [{ ...MAC, KeyId: 'hmac' }],
    refused: () => ({
      NotFoundException: { ...MAC, KeyId: 'none' },
      DisabledException: { ...MAC, KeyId: 'disabled' },
      KMSInvalidStateException: { ...MAC, KeyId: 'dying' },
      InvalidKeyUsageException: { ...MAC, KeyId: 'symmetric' },
      DryRunOperationException: { ...MAC, KeyId: 'hmac', DryRun: true },
      ValidationException: { ...MAC, KeyId: 'hmac', Message: Buffer.alloc(4097) },
    }),
  },
};

const OBJECT = { Bucket: 'bucket', Key: 'folder/object.txt' };
const NO_BUCKET = { Bucket: 'none', Key: 'a' };

const S3: Calls = {
  PutObject: {
    ok: () => [{ ...OBJECT, Body: 'text', ContentType: 'text/plain' }],
    refused: () => ({
      NoSuchBucket: { ...NO_BUCKET, Body: 'x' },
      PreconditionFailed: { ...OBJECT, Body: 'x', IfNoneMatch: '*' },
      NotImplemented: { ...OBJECT, Body: 'x', Tagging: 'a=b' },
    }),
  },
  GetObject: {
    ok: () => [OBJECT],
    refused: () => ({ NoSuchKey: { ...OBJECT, Key: 'none' }, NoSuchBucket: NO_BUCKET }),
  },
  HeadObject: { ok: () => [OBJECT] },
  ListObjectsV2: {
    ok: () => [{ Bucket: 'bucket' }, { Bucket: 'bucket', Prefix: 'none/' }],
    refused: () => ({ NoSuchBucket: { Bucket: 'none' } }),
  },
};

const MACHINE = 'arn:aws:states:us-east-1:111122223333:stateMachine:none';
const EXECUTION = 'arn:aws:states:us-east-1:111122223333:execution:none:none';
const MAP_RUN = 'arn:aws:states:us-east-1:111122223333:mapRun:none/Map:none';

const SFN: Calls = {
  StartExecution: {
    ok: ({ machineArn: stateMachineArn }) => [
      { stateMachineArn },
      { stateMachineArn, name: 'running', input: '{}' },
    ],
    refused: ({ machineArn: stateMachineArn }) => ({
      InvalidArn: { stateMachineArn: 'machine' },
      InvalidName: { stateMachineArn, name: 'a name' },
      InvalidExecutionInput: { stateMachineArn, input: '{' },
      StateMachineDoesNotExist: { stateMachineArn: MACHINE },
      ExecutionAlreadyExists: { stateMachineArn, name: 'done', input: '{}' },
      ValidationException: { stateMachineArn, name: 'x'.repeat(81) },
    }),
  },
  DescribeExecution: {
    ok: ({ executionArn }) => [
      { executionArn },
      { executionArn: executionArn.replace('done', 'running') },
    ],
    refused: () => ({
      InvalidArn: { executionArn: 'execution' },
      ExecutionDoesNotExist: { executionArn: EXECUTION },
    }),
  },
  StopExecution: {
    ok: ({ executionArn }) => [{ executionArn: executionArn.replace('done', 'running') }],
    refused: () => ({ ExecutionDoesNotExist: { executionArn: EXECUTION } }),
  },
  ListMapRuns: {
    ok: ({ executionArn }) => [{ executionArn }],
    refused: () => ({ ExecutionDoesNotExist: { executionArn: EXECUTION } }),
  },
  DescribeMapRun: {
    ok: ({ mapRunArn }) => [{ mapRunArn }],
    refused: () => ({
      InvalidArn: { mapRunArn: 'map' },
      ResourceNotFound: { mapRunArn: MAP_RUN },
    }),
  },
};

const LAMBDA: Calls = {
  Invoke: {
    ok: () => [
      { FunctionName: 'gate', Payload: '{}' },
      { FunctionName: 'gate', InvocationType: 'DryRun' },
    ],
    refused: () => ({
      ResourceNotFoundException: { FunctionName: 'none' },
      InvalidRequestContentException: { FunctionName: 'gate', Payload: '{' },
      InvalidParameterValueException: { FunctionName: 'gate', InvocationType: 'Other' },
    }),
  },
  GetFunctionConfiguration: {
    ok: () => [{ FunctionName: 'gate' }],
    refused: () => ({ ResourceNotFoundException: { FunctionName: 'none' } }),
  },
};

/** Calls of every operation that the local servers have, by service. */
export const OPERATION_CALLS = {
  secretsmanager: SECRETS_MANAGER,
  sns: SNS,
  codepipeline: CODE_PIPELINE,
  codedeploy: CODE_DEPLOY,
  sts: STS,
  dynamodb: DYNAMO_DB,
  kms: KMS,
  s3: S3,
  sfn: SFN,
  lambda: LAMBDA,
} as const satisfies Readonly<Record<string, Calls>>;
