import type { LocalAws } from '../../../../local/aws/start-local-aws.ts';

const ROLE = 'arn:aws:iam::111122223333:role/rotation';

/** What a call is made with: ids of this world are known only when it stands. */
export interface Seeded {
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly token: string;
  readonly jobId: string;
  readonly doneJobId: string;
  readonly deploymentId: string;
  readonly hookId: string;
  readonly doneHookId: string;
  readonly versionId: string;
  readonly previousId: string;
  readonly machineArn: string;
  readonly executionArn: string;
  readonly mapRunArn: string;
}

type Input = Readonly<Record<string, unknown>>;

/** Calls of one operation: those that succeed, and by error code those that are refused. */
export interface OperationCalls {
  readonly ok: (seeded: Seeded) => readonly Input[];
  readonly refused?: (seeded: Seeded) => Readonly<Record<string, Input>>;
}

/** The calls of one service, by operation. */
export type Calls = Readonly<Record<string, OperationCalls>>;

/** The secrets `full`, `token`, `gone` (scheduled for deletion) and `denied`, `locked` (which nobody reads), `replicated`. */
export async function seed(aws: LocalAws): Promise<Seeded> {
  const { secrets, notifications, jobs, deployments, tables, keys, objects } = aws;
  secrets.setPartner(({ value }) => value);
  const previousId = secrets.create({ name: 'full', value: 'one' }).versionId;
  const { versionId } = secrets.put({ id: 'full', value: 'two' });
  secrets.create({ name: 'token', value: '{}', type: 'TwilioAuthToken' });
  for (const name of ['gone', 'denied', 'locked']) secrets.create({ name, value: 'v' });
  secrets.scheduleDeletion('gone');
  secrets.create({ name: 'replicated', value: 'v' });
  secrets.replicate('replicated', 'eu-west-1');
  secrets.access.deny({ denial: 'access', secretId: 'denied' });
  secrets.access.deny({ denial: 'kms-decryption', secretId: 'locked' });
  const topicArn = notifications.createTopic('alerts');
  const endpoint = { topicArn, protocol: 'email', endpoint: 'ops@example.com' } as const;
  const subscriptionArn = notifications.subscribe(endpoint);
  const token = notifications.subscriptions()[0]?.token ?? '';
  notifications.denyPublish(notifications.createTopic('denied'));
  aws.roles.refuse(`${ROLE}-refused`);
  const done = jobs.create();
  jobs.settle(done.id, { status: 'succeeded' });
  const deploymentId = deployments.create();
  const hook = deployments.beginHook(deploymentId, 'BeforeAllowTraffic');
  const doneHook = deployments.beginHook(deploymentId, 'AfterAllowTraffic');
  deployments.endHook(doneHook.id, 'Succeeded');
  await tables.create({ name: 'table', partitionKey: 'pk' });
  for (const id of ['hmac', 'disabled', 'dying']) keys.create({ id, spec: 'HMAC_256' });
  keys.create({ id: 'symmetric', spec: 'SYMMETRIC_DEFAULT' });
  keys.setState('disabled', 'Disabled');
  keys.setState('dying', 'PendingDeletion');
  objects.createBucket('bucket');
  objects.put('bucket', { key: 'folder/object.txt', body: 'text' });
  return {
    topicArn,
    subscriptionArn,
    token,
    jobId: jobs.create().id,
    doneJobId: done.id,
    deploymentId,
    hookId: hook.id,
    doneHookId: doneHook.id,
    versionId,
    previousId,
    ...(await seedExecutions(aws)),
  };
}

const COUNTS = {
  pending: 0,
  running: 0,
  succeeded: 1,
  failed: 0,
  timedOut: 0,
  aborted: 0,
  total: 1,
  resultsWritten: 1,
};

/** The executions `done`, with a map, and `running`, which ends with its world. */
async function seedExecutions({
  executions,
}: LocalAws): Promise<Pick<Seeded, 'machineArn' | 'executionArn' | 'mapRunArn'>> {
  const machineArn = executions.createMachine({
    name: 'machine',
    run: async ({ execution, onMapRun }) => {
      if (execution.name === 'running') return await new Promise(() => undefined);
      onMapRun({
        arn: 'arn:aws:states:us-east-1:111122223333:mapRun:machine/Map:one',
        executionArn: execution.arn,
        startedAt: new Date(),
        stoppedAt: new Date(),
        status: 'SUCCEEDED',
        maxConcurrency: 2,
        toleratedFailureCount: 0,
        toleratedFailurePercentage: 100,
        executionCounts: COUNTS,
        itemCounts: COUNTS,
      });
      return { kind: 'output', output: { total: 1 } };
    },
  });
  executions.start(machineArn, { name: 'running', input: '{}' });
  const { arn } = executions.start(machineArn, { name: 'done', input: '{}' });
  const { mapRuns } = await executions.ended(arn);
  return { machineArn, executionArn: arn, mapRunArn: mapRuns[0]?.arn ?? '' };
}
