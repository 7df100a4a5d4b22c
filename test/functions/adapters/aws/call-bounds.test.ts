import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createAlertSink } from '../../../../functions/adapters/aws/create-alert-sink.ts';
import { createPipelineJobs } from '../../../../functions/adapters/aws/create-pipeline-jobs.ts';
import { createSecretReader } from '../../../../functions/adapters/aws/create-secret-reader.ts';
import { createTestCallRecords } from '../../../../functions/adapters/aws/create-test-call-records.ts';
import type { CallOptions } from '../../../../functions/domain/model/ports.ts';
import { type Respond, startStandIn } from './start-stand-in.ts';

const CANARY = 'c4nary0123456789';
const SHORT = { requestTimeoutMs: 60, maxAttempts: 1 };
/** Longer than a test may take. */
const LONG = { requestTimeoutMs: 600_000, maxAttempts: 1 };

function readSecret(limits: typeof SHORT, options: CallOptions): Promise<unknown> {
  return createSecretReader(limits).read({ id: 'name' }, 'AWSCURRENT', options);
}

function publishAlert(limits: typeof SHORT, options: CallOptions): Promise<unknown> {
  const topicArn = 'arn:aws:sns:us-east-1:123456789012:alerts';
  const attributes = { environment: 'e', verdict: 'fail', cause: 'c' };
  const alert = { subject: 's', default: 'd', email: 'e', sms: 's', attributes };
  return createAlertSink({ topicArn, ...limits })
    .publish(alert, options)
    .catch((error: Error) => ({ message: error.message }));
}

function answerJob(limits: typeof SHORT, options: CallOptions): Promise<unknown> {
  const result = { outcome: 'success', summary: 's', outputVariables: {} } as const;
  return createPipelineJobs(limits).answer('job', result, options);
}

const ADAPTERS = [
  ['the secret reader', readSecret],
  ['the alert sink', publishAlert],
  ['the pipeline jobs', answerJob],
] as const;

const hang: Respond = () => undefined;

function beginAnswer(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
  response.write(`{"SecretString":"${CANARY}`);
}

const silentBody: Respond = (response) => beginAnswer(response);

const drippingBody: Respond = (response) => {
  beginAnswer(response);
  dripUntilClosed(response);
};

function dripUntilClosed(response: ServerResponse): void {
  const timer = setInterval(() => response.write('a'), 5);
  response.once('close', () => clearInterval(timer));
}

it('ends a call for a record of a test call by itself when AWS drips its answer', async () => {
  await startStandIn(drippingBody);
  const records = createTestCallRecords({ table: 'runs', requestTimeoutMs: 500 });
  const key = { environment: 'production', execution: 'e-1' };

  const reading = records.read(key, { signal: new AbortController().signal });

  await expect(reading).rejects.toThrow('No answer from DynamoDB in time.');
});

describe.each(ADAPTERS)('%s', (_name, call) => {
  it.each([
    ['never answers', hang],
    ['falls silent within its answer', silentBody],
  ])('ends a call by itself when AWS %s', async (_what, respond) => {
    await startStandIn(respond);

    const result = JSON.stringify(await call(SHORT, { signal: new AbortController().signal }));

    expect(result).toContain('in time');
    expect(result).not.toContain(CANARY);
  });

  it.each([
    ['never answers', hang],
    ['falls silent within its answer', silentBody],
    ['drips its answer', drippingBody],
  ])('does not outlive its signal when AWS %s', async (_what, respond) => {
    const controller = new AbortController();
    const aws = await startStandIn((...asked) => {
      setTimeout(() => controller.abort(new Error(CANARY)), 60);
      return respond(...asked);
    });

    const result = JSON.stringify(await call(LONG, { signal: controller.signal }));

    expect(result).toContain('in time');
    expect(result).not.toContain(CANARY);
    expect(aws.requests).toHaveLength(1);
  });

  it('asks nothing when its time is already over', async () => {
    const aws = await startStandIn(hang);

    expect(JSON.stringify(await call(LONG, { signal: AbortSignal.abort() }))).toContain('in time');
    expect(aws.requests).toHaveLength(0);
  });
});
