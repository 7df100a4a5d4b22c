import validate from 'asl-validator';
import { beforeAll, expect, it } from 'vitest';
import { FLEET_BATCH_MEMBERS, FLEET_KEYS } from '../../../functions/contract.ts';
import { createObjectStore } from '../../../local/aws/objects/object-store.ts';
import { type FleetMachine, fleetMachine } from './fleet-definition.ts';
import { failure, runMachine } from './machine-world.ts';

let machine: FleetMachine;

beforeAll(() => {
  machine = fleetMachine();
});

interface BatchEvent {
  readonly BatchInput: { readonly runId: string };
  readonly Items: readonly { readonly index: number }[];
}

/** Runs it over so many members with a verifier of the test's; gives what the summary was given. */
async function runFleet(total: number, verifier: (event: BatchEvent) => unknown) {
  const { bucket, functions } = machine;
  const objects = createObjectStore(() => new Date(0));
  objects.createBucket(bucket);
  const inventory = ({ runId, input }: { readonly runId: string; readonly input: object }) => {
    const key = FLEET_KEYS.inventory(runId);
    const lines = Array.from({ length: total }, (_, index) => JSON.stringify({ index }));
    objects.put(bucket, { key, body: lines.join('\n') });
    return { runId, bucket, key, total, input };
  };
  const ran = await runMachine(
    machine.definition,
    {
      [functions.inventory]: inventory,
      [functions.verifier]: verifier,
      [functions.summary]: (event) => ({ summary: event }),
    },
    { objects, input: { onlyFrom: 'earlier' } },
  );
  expect(ran.outcome).toEqual({ kind: 'output', output: expect.anything() });
  return { ...ran, summed: Object(ran.outcome).output.summary };
}

it('is valid by the schema and the rules of asl-validator', () => {
  const { isValid, errorsText } = validate(machine.definition);
  expect([isValid, errorsText('\n')]).toEqual([true, '']);
});

it('verifies the members in batches, and sums up with what the inventory gave', async () => {
  const batches: BatchEvent[] = [];
  const { summed, mapRuns } = await runFleet(60, (event) => batches.push(event));
  expect(batches.map(({ Items }) => Items.length)).toEqual([25, 25, 10]);
  expect(batches.every(({ BatchInput }) => BatchInput.runId === 'run')).toBe(true);
  expect(batches.flatMap(({ Items }) => Items.map(({ index }) => index))).toEqual([
    ...Array(60).keys(),
  ]);
  expect(mapRuns[0]?.itemCounts).toMatchObject({ total: 60, succeeded: 60 });
  expect(summed).toMatchObject({ runId: 'run', total: 60, input: { onlyFrom: 'earlier' } });
});

it('sums up at once where there is no member', async () => {
  const { summed, mapRuns } = await runFleet(0, () => undefined);
  expect([summed.total, mapRuns]).toEqual([0, []]);
});

it('gives a batch whose process dies to another one', async () => {
  const attempts = new Map<number, number>();
  const { mapRuns, summed } = await runFleet(60, ({ Items }) => {
    const first = Items[0]?.index ?? 0;
    const attempt = (attempts.get(first) ?? 0) + 1;
    attempts.set(first, attempt);
    if (attempt < 3) throw failure('Runtime.ExitError');
    return Items.length;
  });
  expect([...attempts.values()]).toEqual([3, 3, 3]);
  expect(mapRuns[0]?.itemCounts).toMatchObject({ succeeded: 60, failed: 0 });
  expect(summed.total).toBe(60);
});

it('goes on to the summary where every batch fails for good', async () => {
  const { mapRuns, summed } = await runFleet(FLEET_BATCH_MEMBERS * 2, () => {
    throw failure('Sandbox.Timedout');
  });
  expect(mapRuns[0]).toMatchObject({ status: 'SUCCEEDED', itemCounts: { failed: 50 } });
  expect(summed.total).toBe(50);
});
