import { describe, expect, it } from 'vitest';
import { createSecretReader } from '../../../../functions/adapters/aws/create-secret-reader.ts';
import type { SecretReference } from '../../../../functions/domain/model/expectation.ts';
import type { LocalAws } from '../../../../local/aws/start-local-aws.ts';
import { startLocalWorld } from './start-local-world.ts';
import { json, raw, startStandIn } from './start-stand-in.ts';

const { signal } = new AbortController();
const NAME = 'production/twilio/credentials';
const ARN = `arn:aws:secretsmanager:us-east-1:111122223333:secret:${NAME}-a1B2c3`;
const ROLE = 'arn:aws:iam::444455556666:role/preflight/reader';

/** No limit that a slow machine could reach, but where no answer comes. */
function describeSecret(secret: SecretReference = { id: NAME }, requestTimeoutMs = 60_000) {
  const reader = createSecretReader({ maxAttempts: 1, requestTimeoutMs });
  return reader.describe(secret, { signal });
}

const seed = (aws: LocalAws) => aws.secrets.create({ name: NAME, value: 'first' }).versionId;

describe('what a secret tells about itself', () => {
  it('is which version each stage names, and that nothing rotates', async () => {
    const aws = await startLocalWorld();
    const first = seed(aws);
    const { versionId: second } = aws.secrets.put({ id: NAME, value: 'second' });
    const pending = aws.secrets.putEmptyVersion({ id: NAME });

    expect(await describeSecret()).toMatchObject({
      stages: { AWSCURRENT: second, AWSPREVIOUS: first, AWSPENDING: pending },
      rotationEnabled: false,
      lastChangedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  it('is both stages of a version that has two', async () => {
    const aws = await startLocalWorld();
    seed(aws);
    const { versionId } = aws.secrets.put({
      id: NAME,
      value: 'second',
      stages: ['AWSCURRENT', 'AWSPENDING', 'BLUE'],
    });

    expect((await describeSecret())?.stages).toMatchObject({
      AWSCURRENT: versionId,
      AWSPENDING: versionId,
    });
    expect(Object.keys((await describeSecret())?.stages ?? {})).not.toContain('BLUE');
  });

  it('is the Regions where it can be read', async () => {
    await startStandIn(
      json(200, {
        ARN,
        PrimaryRegion: 'eu-west-1',
        ReplicationStatus: [
          { Region: 'us-east-1', Status: 'InSync' },
          { Region: 'ap-southeast-2', Status: 'InSync' },
          { Region: 'us-west-2', Status: 'Failed' },
          { Region: 'not a Region', Status: 'InSync' },
        ],
      }),
    );

    const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];
    expect(await describeSecret()).toMatchObject({ regions });
  });

  it("is AWS's managed type and its rotation, where it has them", async () => {
    await startStandIn(
      json(200, {
        ARN,
        RotationEnabled: true,
        Type: 'TwilioAuthToken',
        LastChangedDate: 1_795_316_400,
        LastRotatedDate: 1_795_316_340.5,
        NextRotationDate: 1_803_092_400,
        VersionIdsToStages: { 'v-1': ['AWSCURRENT'] },
      }),
    );
    expect(await describeSecret()).toEqual({
      regions: ['us-east-1'],
      stages: { AWSCURRENT: 'v-1' },
      rotationEnabled: true,
      managedType: 'TwilioAuthToken',
      lastChangedAt: '2026-11-22T03:00:00.000Z',
      lastRotatedAt: '2026-11-22T02:59:00.500Z',
      nextRotationAt: '2027-02-20T03:00:00.000Z',
    });
  });

  it('is little where AWS says little', async () => {
    await startStandIn(json(200, { ARN }));
    expect(await describeSecret()).toEqual({
      regions: ['us-east-1'],
      stages: {},
      rotationEnabled: false,
    });
  });

  it('is asked once, and never for a value', async () => {
    const { requests } = await startStandIn(json(200, { ARN }));
    await describeSecret();
    expect(requests.map(({ operation }) => operation)).toEqual(['secretsmanager.DescribeSecret']);
  });

  it('is asked in its own Region', async () => {
    const { requests } = await startStandIn(json(200, { ARN }));
    await describeSecret({ id: NAME, region: 'eu-west-1' });
    expect(requests.map(({ region }) => region)).toEqual(['eu-west-1']);
  });
});

describe('nothing is told, and nothing thrown, where', () => {
  it.each<[string, (aws: LocalAws) => void, (SecretReference | undefined)?, (number | undefined)?]>(
    [
      ['there is no such secret', () => undefined],
      [
        'it is denied',
        (aws) => {
          seed(aws);
          aws.secrets.access.deny({ denial: 'access' });
        },
      ],
      [
        'the role is refused',
        (aws) => {
          seed(aws);
          aws.roles.refuse(ROLE);
        },
        { id: NAME, roleArn: ROLE },
      ],
      ...(['throttle', 'server-error', 'hang', 'reset', 'garbage', 'empty'] as const).map(
        (kind): [string, (aws: LocalAws) => void, undefined, number | undefined] => [
          `Secrets Manager is in trouble: ${kind}`,
          (aws) => {
            seed(aws);
            aws.faults.add({ service: 'secretsmanager', kind });
          },
          undefined,
          kind === 'hang' ? 60 : undefined,
        ],
      ),
    ],
  )('%s', async (...[, arrange, secret, requestTimeoutMs]) => {
    arrange(await startLocalWorld());
    expect(await describeSecret(secret, requestTimeoutMs)).toBeUndefined();
  });

  it.each([
    ['a page of a proxy', raw(200, '<html></html>')],
    ['a list', json(200, [])],
    ['an object without ARN', json(200, { Name: NAME })],
  ])('%s answers', async (_name, respond) => {
    await startStandIn(respond);
    expect(await describeSecret()).toBeUndefined();
  });

  it('the run has ended', async () => {
    await startLocalWorld();
    const reader = createSecretReader({ maxAttempts: 1 });
    expect(await reader.describe({ id: NAME }, { signal: AbortSignal.abort() })).toBeUndefined();
  });
});
