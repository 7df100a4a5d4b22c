import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONFIGURATION_FILE, ENVIRONMENT_VARIABLES } from '../../../functions/contract.ts';
import { buildFunctionBundle } from '../../../infra/bundling/build-function-bundle.ts';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import type { LocalFunction } from '../../../local/lambda/local-function.ts';
import { startFunction } from '../../../local/lambda/start-function.ts';
import { type LocalTwilio, startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';
import { type Seed, seedExample } from '../../functions/handlers/seed-example.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const TABLE = 'runs';

let aws: LocalAws;
let twilio: LocalTwilio;
let gate: LocalFunction;
let seed: Seed;

beforeAll(async () => {
  aws = await startLocalAws();
  twilio = await startLocalTwilio();
  seed = seedExample({ aws, twilio, id: randomUUID(), production: {} });
  await aws.tables.create({ name: TABLE, partitionKey: 'pk', sortKey: 'sk' });
  const topicArn = aws.notifications.createTopic('alerts');
  aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@example.com' });
  const assetDirectory = temporaryDirectory();
  buildFunctionBundle(assetDirectory);
  writeFileSync(join(assetDirectory, CONFIGURATION_FILE), seed.configuration);
  gate = await startFunction({
    functionName: 'gate',
    assetDirectory,
    handler: 'index.handler',
    timeoutMs: 60_000,
    environment: {
      AWS_ENDPOINT_URL: aws.endpoint,
      [ENVIRONMENT_VARIABLES.twilioOrigin]: twilio.origin,
      [ENVIRONMENT_VARIABLES.alertTopicArn]: topicArn,
      [ENVIRONMENT_VARIABLES.runsTable]: TABLE,
    },
  });
});

afterAll(async () => {
  await Promise.all([gate.close(), aws.close(), twilio.close()]);
});

it('keeps and tells from the bundle what the sources do, its client loaded when it is needed', async () => {
  await gate.invoke({ environment: 'production' });
  seed.putSecret('production', '{}');
  await gate.invoke({ environment: 'production' });
  await gate.invoke({ environment: 'production' });
  expect(aws.notifications.mailbox.list()).toHaveLength(1);

  const answer = await gate.invoke({ history: { environment: 'production' } });

  expect(answer).toMatchObject({
    outcome: 'returned',
    payload: {
      state: { verdict: 'fail', cause: 'secret.missing-field' },
      runs: [
        { verdict: 'fail', trigger: 'manual', origin: { requestId: expect.any(String) } },
        { verdict: 'fail' },
        { verdict: 'pass' },
      ],
    },
  });
});
