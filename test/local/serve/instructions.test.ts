import { expect, it } from 'vitest';
import { instructions } from '../../../local/serve/instructions.ts';
import type { RunningWorld } from '../../../local/serve/start-world.ts';

const AWS = 'http://127.0.0.1:8450';
const LAMBDA = 'http://127.0.0.1:8452';

// A running world has servers and processes; the instructions read these members alone.
const WORLD = {
  aws: { endpoint: AWS, region: 'us-east-1' },
  twilio: { origin: 'http://127.0.0.1:8451' },
  example: { environments: [{ name: 'production', secretId: 'twilio/production' }] },
  deployment: { lambdaEndpoint: LAMBDA, gate: { functionName: 'the-gate' }, outputs: {} },
} as unknown as RunningWorld;

it('names the endpoint in every command of the AWS CLI, whose versions before 2.13 read no AWS_ENDPOINT_URL', () => {
  const commands = instructions(WORLD).match(
    /\baws (--endpoint-url \S+ )?[a-z]+ [a-z]+-?[a-z]+-?[a-z]+/g,
  );

  expect(commands).toEqual([
    `aws --endpoint-url ${LAMBDA} lambda invoke`,
    `aws --endpoint-url ${AWS} secretsmanager put-secret-value`,
    `aws --endpoint-url ${AWS} secretsmanager get-secret-value`,
    `aws --endpoint-url ${LAMBDA} lambda invoke`,
  ]);
});

it('says which versions of the AWS CLI work, and keeps older ones from AWS', () => {
  const printed = instructions(WORLD);

  expect(printed).toContain('2.13');
  expect(printed).toContain('export AWS_CA_BUNDLE=/dev/null');
});
