import { describe, expect, it } from 'vitest';
import { FLEET_KEYS } from '../../../functions/contract.ts';
import { addAccount, setAccountStatus } from '../../../local/twilio/world/accounts.ts';
import {
  A,
  addSecret,
  addTaggedSecret,
  B,
  gate,
  id,
  list,
  parentSid,
  put,
  run,
  stored,
  useInventoryWorld,
  world,
} from './fleet-inventory-world.ts';

useInventoryWorld();

describe('the inventory of a fleet', () => {
  it('is that of a list in S3, and the secrets that it does not name', async () => {
    addSecret('acme');
    addSecret('left');
    world.aws.objects.put(id, {
      key: 'members.csv',
      body: `member,accountSid\r\nacme,${A}\r\nb,${B}`,
    });
    expect(await run(list)).toEqual({
      runId: 'run-1',
      bucket: id,
      key: 'runs/run-1/inventory.jsonl',
      total: 3,
    });
    expect(stored(FLEET_KEYS.inventory('run-1'))).toEqual([
      { index: 0, member: 'acme', accountSid: A },
      { index: 1, member: 'b', accountSid: B },
      { index: 2, member: 'left', finding: expect.objectContaining({ verdict: 'warn' }) },
    ]);
  });

  it('is that of the subaccounts, on every page', async () => {
    const sids = Array.from(
      { length: 1_010 },
      () => addAccount(gate.twilio.world, { ownerSid: parentSid }).sid,
    );
    const [closed = '', closedWithSecret = ''] = sids;
    for (const sid of [closed, closedWithSecret])
      setAccountStatus(gate.twilio.world, sid, 'closed');
    addSecret(closedWithSecret);
    // Three more are of the example.
    expect(await run({ subaccountsOf: parentSid })).toMatchObject({ total: 1_012 });
    const members = stored(FLEET_KEYS.inventory('run-1')).map(({ member }) => member);
    expect(members).toEqual(expect.arrayContaining(sids.slice(1)));
    expect(members).not.toContain(closed);
    expect(members).not.toContain(parentSid);
    const asked = gate.twilio.journal.entries().map(({ path }) => path);
    expect(asked).toHaveLength(2);
  });

  it('is that of the secrets with a prefix, by their tags, and the accounts without one', async () => {
    await addTaggedSecret('acme', gate.accounts.production.sid);
    addSecret('untagged');
    world.aws.secrets.create({ name: `${id}/acme/other`, value: 'v' });
    world.aws.secrets.create({ name: `${id}-old/acme/twilio`, value: 'v' });
    for (let at = 0; at < 120; at += 1) addSecret(`m${at}`);
    const prefix = { secretPrefix: `${id}/` };
    expect(await run(prefix, {}, { parentSid })).toMatchObject({ total: 124 });
    const listed = new Map(
      stored(FLEET_KEYS.inventory('run-1')).map((one) => [one.member, one] as const),
    );
    expect(listed.get('acme')).toMatchObject({ accountSid: gate.accounts.production.sid });
    expect(listed.get('acme')?.finding).toBeUndefined();
    expect(listed.get('untagged')?.finding?.verdict).toBe('inconclusive');
    expect(listed.get(gate.accounts.staging.sid)?.finding?.verdict).toBe('warn');
    expect(await run(prefix)).toMatchObject({ total: 122 });
  });

  it('is refused for a run that has results already', async () => {
    world.aws.objects.put(id, { key: 'members.csv', body: `member,accountSid\nacme,${A}` });
    put(FLEET_KEYS.results('run-1', 0), { member: 'acme', verdict: 'pass', checks: [] });
    await expect(run(list)).rejects.toMatchObject({
      code: 'fleet.members-invalid',
      message: expect.stringContaining('start a run with another name'),
    });
    expect(world.aws.objects.get(id, FLEET_KEYS.inventory('run-1'))).toBeUndefined();
  });

  /** An earlier run of which three members passed, one of them for another account than today's. */
  async function earlierRun({ hasTemplate = true } = {}): Promise<void> {
    const C = `AC${'c'.repeat(32)}`;
    const names = ['same', 'moved', 'failed', 'new'];
    const lines = names.map((member, at) => `${member},${[A, B, C, `AC${'d'.repeat(32)}`][at]}`);
    world.aws.objects.put(id, {
      key: 'members.csv',
      body: ['member,accountSid', ...lines].join('\n'),
    });
    const earlier = ['same', 'moved', 'failed', 'gone'];
    const sids = [A, C, C, B];
    put(
      FLEET_KEYS.inventory('run-0'),
      ...earlier.map((member, index) => ({ index, member, accountSid: sids[index] })),
    );
    put(
      FLEET_KEYS.verdicts('run-0', 'pass'),
      { member: 'same' },
      { member: 'moved' },
      { member: 'gone' },
    );
    if (!hasTemplate) return;
    // The template is that of a run of today.
    await run(list);
    const template = world.aws.objects.get(id, FLEET_KEYS.template('run-1'))?.body.toString() ?? '';
    world.aws.objects.put(id, { key: FLEET_KEYS.template('run-0'), body: template });
  }

  it('carries what passed in an earlier run for the same account, and verifies the others', async () => {
    await earlierRun();
    expect(await run(list, { onlyFrom: 'run-0' })).toMatchObject({ total: 3, carried: 1 });
    const verified = stored(FLEET_KEYS.inventory('run-1')).map(({ index, member }) => [
      index,
      member,
    ]);
    expect(verified).toEqual([
      [0, 'moved'],
      [1, 'failed'],
      [2, 'new'],
    ]);
    expect(stored(FLEET_KEYS.carried('run-1'))).toMatchObject([{ member: 'same', accountSid: A }]);
  });

  it('carries nothing from a run whose template was another one', async () => {
    await earlierRun();
    const today = await run(list, { onlyFrom: 'run-0' }, { type: 'Full' });
    expect(today).toMatchObject({ total: 4, carried: 0 });
  });

  it('carries nothing from a run of which no template is known', async () => {
    await earlierRun({ hasTemplate: false });
    expect(await run(list, { onlyFrom: 'run-0' })).toMatchObject({ total: 4, carried: 0 });
  });
});
