import { describe, expect, it } from 'vitest';
import { FLEET_KEYS } from '../../../functions/contract.ts';
import { createInventoryHandler } from '../../../functions/handlers/fleet-inventory.ts';
import {
  A,
  gate,
  id,
  list,
  parentSid,
  run,
  stored,
  useInventoryWorld,
  world,
} from './fleet-inventory-world.ts';

useInventoryWorld();

const UNUSABLE: readonly (readonly [string, () => Promise<unknown>, object])[] = [
  [
    'no list',
    () => run(list),
    {
      code: 'fleet.members-invalid',
      message: expect.stringContaining(`There is no list of members at s3://`),
    },
  ],
  [
    'a list that is no text',
    () => {
      world.aws.objects.put(id, {
        key: 'members.csv',
        body: Buffer.from([0x1f, 0x8b, 0xff, 0xfe]),
      });
      return run(list);
    },
    { code: 'fleet.members-invalid', message: expect.stringContaining('no text in UTF-8') },
  ],
  [
    'a list that may not be read',
    () => {
      world.aws.faults.add({
        service: 's3',
        kind: 'error',
        type: 'AccessDenied',
        message: 'no',
        status: 403,
      });
      return run(list);
    },
    {
      code: 'fleet.unavailable',
      message: expect.stringMatching(/s3:\/\/.*could not be read: .*AccessDenied: no/),
    },
  ],
  [
    'secrets that may not be listed',
    () => {
      world.aws.faults.add({
        service: 'secretsmanager',
        kind: 'error',
        type: 'AccessDeniedException',
        message: 'no',
        status: 400,
      });
      return run({ secretPrefix: `${id}/` });
    },
    { code: 'fleet.unavailable', message: 'AccessDeniedException: no' },
  ],
  [
    'no secret with the prefix',
    () => run({ secretPrefix: `${id}/` }),
    {
      code: 'fleet.members-invalid',
      message: expect.stringMatching(
        /^No secret has a name of the form .*: there is nothing to verify\.$/,
      ),
    },
  ],
  [
    'the parent of another auditor',
    () => run({ subaccountsOf: A }),
    {
      code: 'fleet.members-invalid',
      message: expect.stringContaining(`not the subaccounts of ${A}`),
    },
  ],
  [
    'an auditor that is rejected',
    () => {
      gate.putSecret('auditor', {
        accountSid: parentSid,
        authToken: 'a3f9c1d27b4e8056f1c93ad07e5b6248',
      });
      return run({ subaccountsOf: parentSid });
    },
    {
      code: 'fleet.unavailable',
      message: expect.stringMatching(/Accounts\.json.*: Twilio answered HTTP 401/),
    },
  ],
  [
    'an auditor that is none',
    () => {
      gate.putSecret('auditor', 'text');
      return run({ subaccountsOf: parentSid });
    },
    { code: 'fleet.unavailable', message: expect.stringContaining('no well-formed credential') },
  ],
  [
    'an earlier run that is none',
    () => {
      world.aws.objects.put(id, { key: 'members.csv', body: `member,accountSid\nacme,${A}` });
      return run(list, { onlyFrom: 'run-0' });
    },
    { code: 'fleet.members-invalid', message: expect.stringContaining('There is no run run-0') },
  ],
  [
    'an earlier run by a path',
    () => run(list, { onlyFrom: '../other' }),
    { code: 'payload.invalid', message: expect.stringContaining('"input.onlyFrom"') },
  ],
];

describe('no inventory is written', () => {
  it.each(UNUSABLE)('where there is %s', async (_name, work, error) => {
    await expect(work()).rejects.toMatchObject(error);
    expect(stored(FLEET_KEYS.inventory('run-1'))).toEqual([]);
  });

  it('without the name of a run', async () => {
    const handler = createInventoryHandler(gate.base, () => {
      throw new Error('not reached');
    });
    for (const event of [undefined, {}, { runId: 'a/b' }]) {
      await expect(handler(event, gate.context)).rejects.toMatchObject({ code: 'payload.invalid' });
    }
  });
});
