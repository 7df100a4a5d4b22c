import { expect, it, onTestFinished } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { deploy } from '../../../local/deployment/deploy.ts';
import { TEMPLATE, writeAssembly } from './written-assembly.ts';

const TWILIO = 'http://127.0.0.1:1';

async function startAws(): Promise<LocalAws> {
  const aws = await startLocalAws();
  onTestFinished(aws.close);
  return aws;
}

function withResource(id: string, resource: object): object {
  return { ...TEMPLATE, Resources: { ...TEMPLATE.Resources, [id]: resource } };
}

it('names a function after its stack, runs it as its role, and leads it to the local worlds', async () => {
  const aws = await startAws();
  const deployment = await deploy(writeAssembly(TEMPLATE), { aws, twilioOrigin: TWILIO });
  onTestFinished(deployment.close);

  const invocation = await deployment.gate.invoke({});

  expect(deployment.outputs).toEqual({ GateFunctionName: 'Stack-Gate' });
  expect(invocation).toHaveProperty('payload.AWS_ENDPOINT_URL', aws.endpoint);
  expect(invocation).toHaveProperty('payload.PREFLIGHT_TWILIO_ORIGIN', TWILIO);
  expect(invocation).toHaveProperty('payload.AWS_LAMBDA_FUNCTION_MEMORY_SIZE', '128');
  expect(invocation).toHaveProperty('payload.AWS_SESSION_TOKEN');
});

it('finds every function by logical id, name and ARN, and takes no harm from what it ignores', async () => {
  const aws = await startAws();
  const inline = { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '' } } };
  const python = { ...TEMPLATE.Resources['Gate'], Type: 'AWS::Lambda::Function' };
  const Resources = {
    ...TEMPLATE.Resources,
    Hook: TEMPLATE.Resources['Gate'],
    Inline: inline,
    Python: {
      ...python,
      Properties: { Runtime: 'python3.13', Handler: 'x.y', Code: { S3Key: 'hash.zip' }, Role: 'r' },
    },
    Key: { Type: 'AWS::KMS::Key' },
    Log: { Type: 'AWS::Logs::LogGroup' },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', DependsOn: 'Key' },
    Dashboard: { Type: 'AWS::CloudWatch::Dashboard', DependsOn: ['Key', 'Alarm'] },
    Custom: { Type: 'Custom::Something', Properties: { ServiceToken: 'arn' } },
  };
  const Outputs = {
    GateFunctionName: { Value: { Ref: 'Gate' } },
    Key: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } },
    Alarm: { Value: { 'Fn::GetAtt': ['Alarm', 'Arn'] } },
    Log: { Value: { Ref: 'Log' } },
    Dashboard: { Value: { Ref: 'Dashboard' } },
  };

  const deployment = await deploy(writeAssembly({ Resources, Outputs }, ['One', 'Two']), {
    aws,
    twilioOrigin: TWILIO,
    stackName: 'Two',
  });
  onTestFinished(deployment.close);

  const hook = deployment.functionNamed('Hook');
  expect(deployment.functions.map(({ functionName }) => functionName)).toEqual([
    'Two-Gate',
    'Two-Hook',
  ]);
  expect([deployment.functionNamed('Two-Hook'), deployment.functionNamed(hook.arn)]).toEqual([
    hook,
    hook,
  ]);
  expect(() => deployment.functionNamed('Inline')).toThrow('It has: Gate, Hook.');
  expect(deployment.outputs).toEqual({
    GateFunctionName: 'Two-Gate',
    Key: 'arn:aws:kms:us-east-1:111122223333:key/Two-Key',
    Alarm: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:Two-Alarm',
    Log: 'Two-Log',
    Dashboard: 'Two-Dashboard',
  });
});

it('refuses a stack that the assembly does not hold', async () => {
  const target = { aws: await startAws(), twilioOrigin: TWILIO, stackName: 'Other' };
  await expect(deploy(writeAssembly(TEMPLATE), target)).rejects.toThrow('holds no stack Other');
});

it('gives a resource the name that the template gives it', async () => {
  const aws = await startAws();
  const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alerts' } };
  const cdkOut = writeAssembly(withResource('Topic', topic));
  const { close } = await deploy(cdkOut, { aws, twilioOrigin: TWILIO });
  onTestFinished(close);
  expect(aws.notifications.topics()).toMatchObject([{ name: 'alerts' }]);
});

it('hands each line that a function writes to the listener', async () => {
  const lines: string[] = [];
  const target = { aws: await startAws(), twilioOrigin: TWILIO, nodePath: '/nowhere/node' };
  const onLine = (line: string): void => {
    lines.push(line);
  };
  const deployment = await deploy(writeAssembly(TEMPLATE), { ...target, onLine });
  onTestFinished(deployment.close);

  await deployment.gate.invoke({});

  expect(lines).toEqual([expect.stringContaining('/nowhere/node')]);
});

it('leaves a subscription unconfirmed until it is confirmed', async () => {
  const aws = await startAws();
  const subscribed = (name: string) => ({
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: name },
  });
  const Resources = {
    ...TEMPLATE.Resources,
    Topic: { Type: 'AWS::SNS::Topic' },
    A: subscribed('a@example.com'),
    B: subscribed('b@example.com'),
  };

  const { close } = await deploy(writeAssembly({ ...TEMPLATE, Resources }), {
    aws,
    twilioOrigin: TWILIO,
    pendingEndpoints: ['b@example.com'],
  });
  onTestFinished(close);

  expect(aws.notifications.subscriptions()).toMatchObject([
    { endpoint: 'a@example.com', isConfirmed: true },
    { endpoint: 'b@example.com', isConfirmed: false },
  ]);
});

it('keeps the filter policy of a subscription', async () => {
  const aws = await startAws();
  const topic = { Type: 'AWS::SNS::Topic' };
  const subscription = {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Topic' },
      Protocol: 'email',
      Endpoint: 'ops@example.com',
      FilterPolicy: { environment: ['production'] },
    },
  };
  const Resources = { ...TEMPLATE.Resources, Subscription: subscription, Topic: topic };

  const cdkOut = writeAssembly({ ...TEMPLATE, Resources });
  const { close } = await deploy(cdkOut, { aws, twilioOrigin: TWILIO });
  onTestFinished(close);

  expect(aws.notifications.subscriptions()).toMatchObject([
    { endpoint: 'ops@example.com', isConfirmed: true, filterPolicy: expect.anything() },
  ]);
});

it.each([
  {
    name: 'a subscription by a protocol that is not delivered',
    template: withResource('Queue', {
      Type: 'AWS::SNS::Subscription',
      Properties: { Protocol: 'sqs', TopicArn: 'arn:topic', Endpoint: 'arn:queue' },
    }),
    problem: 'The local SNS does not deliver to sqs.',
  },
  {
    name: 'a reference to a resource that is not modelled',
    template: { ...TEMPLATE, Outputs: { Table: { Value: { Ref: 'Table' } } } },
    problem: 'does not know Table',
  },
  {
    name: 'code that the synth did not write',
    template: withResource('Other', {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        Code: { S3Key: 'gone.zip' },
        Role: 'arn:aws:iam::111122223333:role/r',
      },
    }),
    problem: 'has no asset gone',
  },
  {
    name: 'a stack that does not name its gate',
    template: { ...TEMPLATE, Outputs: {} },
    problem: 'no function that its output GateFunctionName names',
  },
])('refuses $name', async ({ template, problem }) => {
  const target = { aws: await startAws(), twilioOrigin: TWILIO };

  await expect(deploy(writeAssembly(template), target)).rejects.toThrow(problem);
});

it.each([
  { name: 'without a stack', stackNames: [] },
  { name: 'with two stacks', stackNames: ['One', 'Two'] },
])('refuses an assembly $name', async ({ stackNames }) => {
  const target = { aws: await startAws(), twilioOrigin: TWILIO };

  const deployment = deploy(writeAssembly(TEMPLATE, stackNames), target);

  await expect(deployment).rejects.toThrow(`holds ${stackNames.length} templates`);
});

it.each(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'])(
  'makes a table of type %s, once, and gives the function its name',
  async (Type) => {
    const aws = await startAws();
    const KeySchema = [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ];
    const Runs = { Type, Properties: { KeySchema } };
    const Outputs = { ...TEMPLATE.Outputs, RunsTableName: { Value: { Ref: 'Runs' } } };
    const cdkOut = writeAssembly({ Resources: { ...TEMPLATE.Resources, Runs }, Outputs });
    for (let round = 0; round < 2; round += 1) {
      const deployment = await deploy(cdkOut, { aws, twilioOrigin: TWILIO });
      onTestFinished(deployment.close);
      expect(deployment.outputs).toHaveProperty('RunsTableName', 'Stack-Runs');
    }
    const Item = { pk: { S: 'a' }, sk: { S: 'b' } };
    await aws.tables.call('PutItem', { TableName: 'Stack-Runs', Item });
    expect(await aws.tables.items('Stack-Runs')).toEqual([Item]);
  },
);

it('refuses a table without a partition key', async () => {
  const Properties = { KeySchema: [{ AttributeName: 'sk', KeyType: 'RANGE' }] };
  const cdkOut = writeAssembly(withResource('Runs', { Type: 'AWS::DynamoDB::Table', Properties }));
  const deploying = deploy(cdkOut, { aws: await startAws(), twilioOrigin: TWILIO });
  await expect(deploying).rejects.toThrow('The table Runs has no partition key.');
});
