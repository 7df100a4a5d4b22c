import { expect, it, vi } from 'vitest';
import { createSecretReader } from '../../../../functions/adapters/aws/create-secret-reader.ts';
import type { SecretReference } from '../../../../functions/domain/model/expectation.ts';
import { json, type Respond, raw, startStandIn } from './start-stand-in.ts';

const { signal } = new AbortController();
const CURRENT = { VersionId: 'v1', VersionStages: ['AWSCURRENT'], SecretString: '{}' };
const good: Respond = json(200, CURRENT);

function firstly(first: Respond): Respond {
  return (response, request, index) => (index === 0 ? first : good)(response, request, index);
}

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:name-AbCdEf';

it.each<[string, SecretReference, string]>([
  ['its own Region', { id: ARN, region: 'eu-west-1' }, 'eu-west-1'],
  ['the Region in its ARN', { id: ARN }, 'eu-central-1'],
  ['the reader’s Region', { id: 'name' }, 'ap-south-1'],
])('reads a secret in %s', async (_what, secret, region) => {
  const aws = await startStandIn(good);

  await createSecretReader({ region: 'ap-south-1' }).read(secret, 'AWSCURRENT', { signal });

  expect(aws.requests).toMatchObject([
    { operation: 'secretsmanager.GetSecretValue', region, service: 'secretsmanager' },
  ]);
});

it('falls back to the Region of the process', async () => {
  const aws = await startStandIn(good);

  await createSecretReader().read({ id: 'name' }, 'AWSCURRENT', { signal });

  expect(aws.requests[0]?.region).toBe('us-east-1');
});

it.each(['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'] as const)(
  'asks for %s by name',
  async (stage) => {
    const aws = await startStandIn(json(200, { ...CURRENT, VersionStages: [stage] }));

    const reading = await createSecretReader().read({ id: 'name' }, stage, { signal });

    expect(reading).toMatchObject({ outcome: 'read', versionStage: stage });
    expect(JSON.parse(aws.requests[0]?.body ?? '')).toEqual({
      SecretId: 'name',
      VersionStage: stage,
    });
  },
);

it('asks again at every read, since a kept value would hide the fault that is looked for', async () => {
  const aws = await startStandIn(good);
  const reader = createSecretReader();

  await reader.read({ id: 'name' }, 'AWSCURRENT', { signal });
  await reader.read({ id: 'name' }, 'AWSCURRENT', { signal });

  expect(aws.requests).toHaveLength(2);
});

it('takes the endpoint of the one service before that of all', async () => {
  const aws = await startStandIn(good);
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', aws.origin);

  expect(await createSecretReader().read({ id: 'name' }, 'AWSCURRENT', { signal })).toMatchObject({
    outcome: 'read',
  });
});

it.each<[string, Respond]>([
  ['a 503', raw(503, 'busy')],
  ['a 500 of the service', json(500, { __type: 'InternalServiceError' })],
  ['a reset', (response) => void response.destroy()],
])('tries again after %s', async (_what, fault) => {
  const aws = await startStandIn(firstly(fault));

  const reading = await createSecretReader().read({ id: 'name' }, 'AWSCURRENT', { signal });

  expect(reading).toMatchObject({ outcome: 'read' });
  expect(aws.requests).toHaveLength(2);
});

it('gives up after three attempts', async () => {
  const aws = await startStandIn(raw(503, 'busy'));

  const reading = await createSecretReader().read({ id: 'name' }, 'AWSCURRENT', { signal });

  expect(reading).toMatchObject({ failure: 'unavailable' });
  expect(aws.requests).toHaveLength(3);
});

it('does not try again after a denial', async () => {
  const aws = await startStandIn(json(400, { __type: 'AccessDeniedException', message: 'no' }));

  await createSecretReader().read({ id: 'name' }, 'AWSCURRENT', { signal });

  expect(aws.requests).toHaveLength(1);
});

it('says how to sign in when there are no AWS credentials', async () => {
  await startStandIn(good);
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);

  expect(await createSecretReader().read({ id: 'name' }, 'AWSCURRENT', { signal })).toMatchObject({
    failure: 'unavailable',
    message: expect.stringContaining('aws sso login'),
  });
});

it('says which setting is missing when there is no Region', async () => {
  await startStandIn(good);
  vi.stubEnv('AWS_REGION', undefined);

  expect(await createSecretReader().read({ id: 'name' }, 'AWSCURRENT', { signal })).toMatchObject({
    failure: 'unavailable',
    message: expect.stringContaining('AWS_REGION'),
  });
});

it('says that the connection was refused where nothing listens', async () => {
  await startStandIn(good);
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');

  expect(
    await createSecretReader({ maxAttempts: 1 }).read({ id: 'name' }, 'AWSCURRENT', { signal }),
  ).toMatchObject({ failure: 'unavailable', message: expect.stringContaining('ECONNREFUSED') });
});

it('reads 60 secrets at once', async () => {
  const waiting: (() => void)[] = [];
  await startStandIn((response, request, index) => {
    waiting.push(() => void good(response, request, index));
    if (waiting.length === 60) {
      for (const answer of waiting) {
        answer();
      }
    }
  });
  const reader = createSecretReader();

  const readings = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      reader.read({ id: `name-${n}` }, 'AWSCURRENT', { signal }),
    ),
  );

  expect(readings.every((reading) => reading.outcome === 'read')).toBe(true);
});
