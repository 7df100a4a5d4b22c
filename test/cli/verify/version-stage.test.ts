import { describe, expect, it } from 'vitest';
import { run } from '../../../cli/run.ts';
import { deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type RecordedIo, recordedIo } from '../recorded-io.ts';
import { PRODUCTION_SECRET_ID, type SeededWorld, startSeededWorld } from '../seeded-world.ts';

async function verify(
  world: SeededWorld,
  ...options: readonly string[]
): Promise<RecordedIo & { readonly exitCode: number }> {
  const recorded = recordedIo({ env: world.env, directory: world.directory });
  const exitCode = await run(
    ['verify', '--env', 'production', '--format', 'json', ...options],
    recorded.io,
  );
  return { ...recorded, exitCode };
}

function putPending({ aws, production }: SeededWorld): void {
  const stages = ['AWSPENDING'];
  aws.secrets.put({ id: PRODUCTION_SECRET_ID, value: JSON.stringify(production), stages });
}

describe('verify --version-stage', () => {
  it('passes for a good AWSPENDING beside a bad AWSCURRENT', async () => {
    const world = await startSeededWorld();
    putPending(world);
    world.aws.secrets.put({ id: PRODUCTION_SECRET_ID, value: '{}' });
    const { exitCode, stdout } = await verify(world, '--version-stage', 'AWSPENDING');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout()).environments[0].credential.versionStage).toBe('AWSPENDING');
    expect((await verify(world)).exitCode).toBe(2);
  });

  it('fails for a bad AWSPENDING', async () => {
    const world = await startSeededWorld();
    putPending(world);
    deleteApiKey(world.twilio.world, world.production.apiKeySid);
    expect((await verify(world, '--version-stage=AWSPENDING')).exitCode).toBe(1);
  });

  it('ends with 2 where there is no such version, and names the stage', async () => {
    const world = await startSeededWorld();
    const { exitCode, stdout } = await verify(world, '--version-stage', 'AWSPENDING');
    expect(exitCode).toBe(2);
    const { diagnosis } = JSON.parse(stdout()).environments[0];
    expect(diagnosis.cause).toBe('secret.not-found');
    expect(diagnosis.summary).toContain('AWSPENDING');
  });

  it.each([
    {
      name: 'another stage',
      options: ['--version-stage', 'AWSNEXT'],
      says: /Version stages: AWSCURRENT/,
    },
    { name: 'no value', options: ['--version-stage'], says: /needs a value/ },
    {
      name: 'a file',
      options: ['--version-stage', 'AWSPENDING', '--local-secret', 'x.json'],
      says: /a file has no versions/,
    },
  ])('is a usage error with $name', async ({ options, says }) => {
    const world = await startSeededWorld();
    const { exitCode, stderr } = await verify(world, ...options);
    expect(exitCode).toBe(2);
    expect(stderr()).toMatch(says);
  });
});
