import { describe, expect, test } from 'vitest';
import { FLEET_KEYS } from '../../../functions/contract.ts';
import { itemsOf } from '../domain/fleet/memory-store.ts';
import { createFastClock } from './fast-clock.ts';
import { openFleetRunWorld } from './fleet-run-world.ts';
import { tokenSecret } from './seed-example.ts';

const RUN = 'run-1';

describe('the functions of a fleet', () => {
  test('verify a batch, write results and fingerprints, and sum up a pass without an alert', async () => {
    const world = await openFleetRunWorld(3);
    world.writeInventory(RUN, world.members);
    expect(await world.verify(RUN, world.members)).toEqual({
      members: 3,
      verdicts: { pass: 3, warn: 0, fail: 0, inconclusive: 0 },
    });
    expect(world.results(RUN, 0).map(({ member, verdict }) => `${member} ${verdict}`)).toEqual([
      'tenant-0 pass',
      'tenant-1 pass',
      'tenant-2 pass',
    ]);
    const fingerprints = itemsOf(world.object(FLEET_KEYS.fingerprints(RUN, 0)));
    expect(fingerprints).toMatchObject([
      { member: 'tenant-0', fingerprints: [expect.stringMatching(/^[0-9a-f]{64}$/)] },
      { member: 'tenant-1' },
      { member: 'tenant-2' },
    ]);
    const report = await world.summarise({ runId: RUN, bucket: 'fleet-runs', key: 'k', total: 3 });
    expect(report).toMatchObject({
      verdict: 'pass',
      fleet: { total: 3, results: `s3://fleet-runs/runs/${RUN}/results/` },
    });
    expect(JSON.parse(world.object(FLEET_KEYS.report(RUN)) ?? '')).toEqual(report);
    expect(world.mails()).toEqual([]);
    expect(world.measured).toMatchObject(
      expect.arrayContaining(
        [{ name: 'fleetMembers', value: 3 }].map((one) => expect.objectContaining(one)),
      ),
    );
  });

  test('write the same objects for a batch that is delivered twice', async () => {
    const world = await openFleetRunWorld(2);
    await world.verify(RUN, world.members);
    const before = world.object(FLEET_KEYS.fingerprints(RUN, 0));
    await world.verify(RUN, world.members);
    expect(world.object(FLEET_KEYS.fingerprints(RUN, 0))).toBe(before);
    expect(world.results(RUN, 0)).toHaveLength(2);
  });

  test('report a fail though the alert topic never answers', async () => {
    const alerts = { publish: () => new Promise<never>(() => undefined) };
    const world = await openFleetRunWorld(1, { alerts, clock: createFastClock(20) });
    world.putSecret(0, {});
    world.writeInventory(RUN, world.members);
    await world.verify(RUN, world.members);
    expect(await world.summarise({ runId: RUN })).toMatchObject({ verdict: 'fail' });
    expect(world.logLines.map(({ message }) => message)).toContain(
      'the alert could not be published',
    );
  });

  test('name both of two customers whose credentials were swapped, in one alert without a secret', async () => {
    const world = await openFleetRunWorld(3);
    const [first, second] = world.accounts;
    if (first === undefined || second === undefined) throw new Error('no accounts');
    world.putSecret(0, tokenSecret(second));
    world.putSecret(1, tokenSecret(first));
    world.writeInventory(RUN, world.members);
    await world.verify(RUN, world.members);
    const { verdict, fleet } = await world.summarise({ runId: RUN });
    expect(verdict).toBe('fail');
    expect(fleet.worst.map(({ member, cause }) => `${member} ${cause}`)).toEqual([
      'tenant-0 environment.wrong-account',
      'tenant-1 environment.wrong-account',
    ]);
    expect(fleet.worst[0]?.summary).toContain('tenant-1');
    expect(fleet.worst[1]?.summary).toContain('tenant-0');
    const mails = world.mails();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('2 of 3 members failed');
    expect(mails[0]).toContain(`s3://fleet-runs/runs/${RUN}/results/`);
    const said = [
      ...mails,
      JSON.stringify(world.logLines),
      world.object(FLEET_KEYS.results(RUN, 0)),
    ].join();
    for (const { authTokens } of world.accounts) expect(said).not.toContain(authTokens.us1.primary);
  });

  test('fail two members with the same value, and carry over who passed when the rest is verified again', async () => {
    const world = await openFleetRunWorld(3);
    const [first, second] = world.accounts;
    if (first === undefined || second === undefined) throw new Error('no accounts');
    world.putSecret(1, { ...tokenSecret(second), authToken: tokenSecret(first)['authToken'] });
    world.writeInventory(RUN, world.members);
    await world.verify(RUN, world.members);
    const { fleet } = await world.summarise({ runId: RUN });
    expect(fleet.causes.map(({ cause }) => cause)).toContain('environment.shared-credential');
    expect(fleet.verdicts).toMatchObject({ pass: 1, fail: 2 });

    world.putSecret(1, tokenSecret(second));
    const again = world.members.slice(0, 2);
    world.writeInventory('run-2', again);
    world.writeInventory('run-2', world.members.slice(2), FLEET_KEYS.carried);
    await world.verify('run-2', again);
    const report = await world.summarise({ runId: 'run-2', onlyFrom: RUN });
    expect(report).toMatchObject({ verdict: 'pass', fleet: { total: 3, verdicts: { pass: 3 } } });
    expect(world.results('run-2', 'carried-00000').map(({ member }) => member)).toEqual([
      'tenant-2',
    ]);
  });

  test('make members inconclusive whose fingerprints KMS does not give', async () => {
    const world = await openFleetRunWorld(1);
    world.aws.keys.setState('fingerprints', 'Disabled');
    const { verdicts } = await world.verify(RUN, world.members);
    expect(verdicts.inconclusive).toBe(1);
    expect(world.results(RUN, 0)[0]).toMatchObject({
      cause: 'aws.unavailable',
      summary: expect.stringMatching(/^not compared with the other members: KMS refused/),
    });
  });

  test('write members as inconclusive for whom there is no time', async () => {
    const world = await openFleetRunWorld(2);
    const { verdicts } = await world.verify(RUN, world.members, 20_000);
    expect(verdicts).toEqual({ pass: 0, warn: 0, fail: 0, inconclusive: 2 });
    expect(world.results(RUN, 0)).toHaveLength(2);
  });

  test.each<[string, object, RegExp]>([
    ['no run', { Items: [{ index: 0, member: 'a' }] }, /"BatchInput"/],
    [
      'a run with a path',
      { BatchInput: { runId: '../x' }, Items: [{ index: 0, member: 'a' }] },
      /"BatchInput\.runId" must be the name of an execution/,
    ],
    [
      'no members',
      { BatchInput: { runId: RUN }, Items: [] },
      /"Items" must be a list of at least one member/,
    ],
    [
      'an account that is none',
      { BatchInput: { runId: RUN }, Items: [{ index: 0, member: 'a', accountSid: 'AC1' }] },
      /"Items\.0\.accountSid" must be an Account SID/,
    ],
    [
      'a place that is none',
      { BatchInput: { runId: RUN }, Items: [{ index: -1, member: 'a' }] },
      /"Items\.0\.index" must be a whole number/,
    ],
    [
      'a finding that passes',
      {
        BatchInput: { runId: RUN },
        Items: [{ index: 0, member: 'a', finding: { verdict: 'pass', summary: 's' } }],
      },
      /"Items\.0\.finding\.verdict" must be/,
    ],
    [
      'two members in one place',
      {
        BatchInput: { runId: RUN },
        Items: [
          { index: 0, member: 'a' },
          { index: 0, member: 'b' },
        ],
      },
      /same "index"/,
    ],
  ])('refuse a batch with %s', async (_name, event, message) => {
    const world = await openFleetRunWorld(0);
    await expect(world.invokeVerifier(event)).rejects.toMatchObject({
      code: 'payload.invalid',
      message: expect.stringMatching(message),
    });
  });

  test.each<[string, object]>([
    ['fewer members than were listed', { total: 3 }],
    ['fewer members than were carried over', { total: 2, carried: 1, onlyFrom: 'run-0' }],
  ])('refuse to sum up %s', async (_name, counts) => {
    const world = await openFleetRunWorld(2);
    world.writeInventory(RUN, world.members);
    await world.verify(RUN, world.members);
    await expect(world.summarise({ runId: RUN, ...counts })).rejects.toMatchObject({
      code: 'fleet.unavailable',
      message: expect.stringContaining('3 were listed'),
    });
    expect(world.object(FLEET_KEYS.report(RUN))).toBeUndefined();
  });

  test('refuse to sum up what names no run', async () => {
    const world = await openFleetRunWorld(0);
    await expect(world.summarise({})).rejects.toMatchObject({
      code: 'payload.invalid',
      message: expect.stringMatching(/"runId" must be the name of an execution/),
    });
    await expect(world.summarise({ runId: 'none' })).rejects.toMatchObject({
      code: 'fleet.unavailable',
    });
  });
});
