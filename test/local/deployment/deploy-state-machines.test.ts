import {
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, it, onTestFinished } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { deployStack } from '../../../local/deployment/deploy-stack.ts';
import { TEMPLATE, writeAssembly } from './written-assembly.ts';

const RETRY = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 600 }];

const NO_FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:none';

/** Does nothing with a total of 0; waits to try again with any other. */
const DEFINITION = {
  StartAt: 'Any',
  States: {
    Any: {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericEquals: 0, Next: 'Nothing' }],
      Default: 'Work',
    },
    Nothing: { Type: 'Fail', Error: 'Empty', Cause: 'nothing to do' },
    Work: { Type: 'Task', Resource: NO_FUNCTION, Retry: RETRY, End: true },
  },
};

async function deployed(definition: object): Promise<{
  readonly aws: LocalAws;
  readonly client: SFNClient;
  readonly stateMachineArn: string;
}> {
  const aws = await startLocalAws();
  onTestFinished(() => aws.close());
  const DefinitionString = { 'Fn::Join': ['', [JSON.stringify(definition)]] };
  const Machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString } };
  const directory = writeAssembly({
    Resources: { ...TEMPLATE.Resources, Machine },
    Outputs: { MachineArn: { Value: { Ref: 'Machine' } } },
  });
  const twilioOrigin = 'http://127.0.0.1:1';
  const stack = await deployStack(directory, { aws, twilioOrigin });
  onTestFinished(() => stack.close());
  const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'unused' };
  const client = new SFNClient({ endpoint: aws.endpoint, region: 'us-east-1', credentials });
  onTestFinished(() => client.destroy());
  return { aws, client, stateMachineArn: stack.outputs['MachineArn'] ?? '' };
}

it('runs the definition of the template, by the ARN that it refers to', async () => {
  const { aws, client, stateMachineArn } = await deployed(DEFINITION);
  const input = JSON.stringify({ total: 0 });
  const start = new StartExecutionCommand({ stateMachineArn, name: 'job-1', input });
  const { executionArn = '' } = await client.send(start);
  await aws.executions.ended(executionArn);
  const described = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(described).toMatchObject({ status: 'FAILED', error: 'Empty', cause: 'nothing to do' });
});

it('starts an execution once, however often its name and input come while it runs', async () => {
  const { aws, client, stateMachineArn } = await deployed(DEFINITION);
  const input = JSON.stringify({ total: 1 });
  const start = () =>
    client.send(new StartExecutionCommand({ stateMachineArn, name: 'job-1', input }));
  const { executionArn = '' } = await start();
  expect((await start()).executionArn).toBe(executionArn);
  expect(aws.executions.list()).toHaveLength(1);
  await client.send(new StopExecutionCommand({ executionArn }));
  await aws.executions.ended(executionArn);
  const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(status).toBe('ABORTED');
  await expect(start()).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
});

it('refuses a template whose state machine it cannot run, with what it is', async () => {
  const definition = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1, End: true } } };
  await expect(deployed(definition)).rejects.toThrow('cannot run this state machine');
});
