import { PutJobSuccessResultCommand } from '@aws-sdk/client-codepipeline';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { PublishCommand } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../../local/aws/faults/fault.ts';
import { createFaultStore } from '../../../../local/aws/faults/fault-store.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const GET = { service: 'secretsmanager', operation: 'GetSecretValue' } as const;

let aws: LocalAws;
let clients: AwsClients;

beforeEach(async () => {
  aws = await startLocalAws();
  clients = clientsFor(aws.endpoint);
  aws.secrets.create({ name: 'a', value: 'one' });
  aws.secrets.create({ name: 'b', value: 'two' });
});

afterEach(() => aws.close());

function read(SecretId = 'a'): Promise<unknown> {
  return clients.secrets.send(new GetSecretValueCommand({ SecretId }));
}

describe('a fault in place of the answer', () => {
  it.each<[string, Fault, { readonly name: RegExp; readonly status?: number }]>([
    [
      'error',
      { ...GET, kind: 'error', type: 'InternalServiceError', message: 'm', status: 503 },
      { name: /^InternalServiceError$/, status: 503 },
    ],
    [
      'error without a status',
      { ...GET, kind: 'error', type: 'InvalidRequestException', message: 'm' },
      { name: /^InvalidRequestException$/, status: 400 },
    ],
    ['throttle', { ...GET, kind: 'throttle' }, { name: /^ThrottlingException$/, status: 400 }],
    [
      'server-error',
      { ...GET, kind: 'server-error' },
      { name: /^InternalServiceError$/, status: 500 },
    ],
    ['reset', { ...GET, kind: 'reset' }, { name: /Error$/ }],
    ['garbage', { ...GET, kind: 'garbage' }, { name: /^SyntaxError$/ }],
  ])('of kind %s reaches the client as such, without the operation', async (...row) => {
    const [, fault, expected] = row;
    aws.faults.add(fault);
    const error = await errorOf(read());
    expect(error.name).toMatch(expected.name);
    if (expected.status !== undefined) expect(error.status).toBe(expected.status);
    aws.faults.clear();
    await expect(read()).resolves.toMatchObject({ SecretString: 'one' });
  });

  it('of kind hang gives no answer at all', async () => {
    aws.faults.add({ ...GET, kind: 'hang', times: 1 });
    const { secrets } = clientsFor(aws.endpoint, { timeoutMs: 600_000 });
    const stop = new AbortController();
    const call = secrets.send(new GetSecretValueCommand({ SecretId: 'a' }), {
      abortSignal: stop.signal,
    });
    const reading = errorOf(call);
    // A spent fault shows that the call has arrived: only then does giving up say something about the answer.
    await expect.poll(() => aws.faults.list(), { interval: 2 }).toEqual([]);
    stop.abort();
    expect((await reading).name).toBe('AbortError');
    await expect
      .poll(() => aws.journal.list(), { interval: 2 })
      .toMatchObject([{ fault: 'hang', status: null }]);
  });

  it('of kind empty gives an answer without anything in it', async () => {
    aws.faults.add({ ...GET, kind: 'empty' });
    await expect(read()).resolves.not.toHaveProperty('SecretString');
  });

  it('is written in XML where the service speaks it', async () => {
    aws.faults.add({ service: 'sts', kind: 'throttle' });
    aws.faults.add({ service: 'sns', kind: 'server-error' });
    const identity = clients.sts.send(new GetCallerIdentityCommand({}));
    expect(await errorOf(identity)).toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    const publish = clients.sns.send(new PublishCommand({ TopicArn: 'arn', Message: 'm' }));
    expect(await errorOf(publish)).toMatchObject({ name: 'InternalFailure', status: 500 });
  });
});

describe('a fault on the way', () => {
  it.each(['delay', 'slow-body'] as const)(
    'of kind %s lets the answer through late',
    async (kind) => {
      aws.faults.add({ ...GET, kind, delayMs: 20 });
      const started = performance.now();
      await expect(read()).resolves.toMatchObject({ SecretString: 'one' });
      expect(performance.now() - started).toBeGreaterThanOrEqual(18);
    },
  );

  it('loses the answer of an operation that took effect', async () => {
    const { id } = aws.jobs.create();
    aws.faults.add({ service: 'codepipeline', kind: 'accept-then-reset', times: 1 });
    const put = new PutJobSuccessResultCommand({ jobId: id });
    await errorOf(clients.codepipeline.send(put));
    expect(aws.jobs.get(id)?.state.status).toBe('succeeded');
    expect((await errorOf(clients.codepipeline.send(put))).name).toBe('InvalidJobStateException');
  });
});

describe('a fault strikes', () => {
  it('as many times as it was given, in the order in which faults came', async () => {
    aws.faults.add({ ...GET, kind: 'throttle', times: 2 });
    aws.faults.add({ ...GET, kind: 'server-error', times: 1 });
    expect((await errorOf(read())).name).toBe('ThrottlingException');
    expect(aws.faults.list()).toMatchObject([{ kind: 'throttle', times: 1 }, { times: 1 }]);
    expect((await errorOf(read())).name).toBe('ThrottlingException');
    expect((await errorOf(read())).name).toBe('InternalServiceError');
    await expect(read()).resolves.toBeDefined();
    expect(aws.faults.list()).toEqual([]);
  });

  it('only its own resource, operation and service', async () => {
    aws.faults.add({ service: 'secretsmanager', resource: 'a', kind: 'throttle' });
    aws.faults.add({ service: 'secretsmanager', operation: 'PutSecretValue', kind: 'reset' });
    aws.faults.add({ service: 'sts', kind: 'reset' });
    await expect(read('b')).resolves.toBeDefined();
    expect((await errorOf(read('a'))).name).toBe('ThrottlingException');
  });

  it('never when it is malformed: adding it throws', () => {
    expect(() => aws.faults.add({ ...GET, kind: 'delay', delayMs: -1 })).toThrow(/delayMs/);
    expect(aws.faults.list()).toEqual([]);
  });
});

describe('closing the world', () => {
  it.each<[string, Fault]>([
    ['a hung call', { ...GET, kind: 'hang' }],
    ['a delayed call', { ...GET, kind: 'delay', delayMs: 600_000 }],
    ['half an answer', { ...GET, kind: 'slow-body', delayMs: 600_000 }],
  ])('ends %s at once', async (_case, fault) => {
    aws.faults.add({ ...fault, times: 1 });
    const { secrets } = clientsFor(aws.endpoint, { timeoutMs: 600_000 });
    const reading = errorOf(secrets.send(new GetSecretValueCommand({ SecretId: 'a' })));
    // A spent fault shows that the call has arrived.
    await expect.poll(() => aws.faults.list(), { interval: 2 }).toEqual([]);
    // The client and the fault would wait for ten minutes: longer than a test may take.
    await aws.close();
    await reading;
  });
});

describe('a fault with a chance', () => {
  it('strikes that share of the calls, as the dice fall', () => {
    const dice = [0.1, 0.9, 0.4, 0.6];
    const faults = createFaultStore(() => dice.shift() ?? 1);
    faults.add({ ...GET, kind: 'throttle', chance: 0.5 });
    const call = { ...GET, resources: [] };
    const struck = [1, 2, 3, 4].map(() => faults.take(call) !== undefined);
    expect(struck).toEqual([true, false, true, false]);
  });

  it.each([0, 1, -0.5, 2])('is none of chance %d: that is never, always or nonsense', (chance) => {
    expect(() => aws.faults.add({ ...GET, kind: 'throttle', chance })).toThrow();
  });
});
