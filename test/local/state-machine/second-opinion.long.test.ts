import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createObjectStore } from '../../../local/aws/objects/object-store.ts';
import { type FleetMachine, fleetMachine } from './fleet-definition.ts';
import { runMachine } from './machine-world.ts';

const SCRIPT: string = fileURLToPath(new URL('./moto_machine.py', import.meta.url));

const hasMoto = spawnSync('python3', ['-c', 'import moto, boto3']).status === 0;
const WITHOUT_MOTO = hasMoto ? '' : " (skipped: Python's moto is not installed)";

/**
 * The definition without what moto does not run: its interpreter has no batches and no tolerated failures, and
 * reads no JSON Lines. Its children's results are kept, so that they can be compared.
 */
function reduced({ definition }: FleetMachine): object {
  const States = Object.entries(definition.States).map(([name, state]) => {
    if (state['Type'] !== 'Map') return [name, state] as const;
    const {
      ItemBatcher: _batcher,
      ResultWriter: _writer,
      ToleratedFailurePercentage: _share,
      ...rest
    } = state;
    const ItemReader = { ...Object(state['ItemReader']), ReaderConfig: { InputType: 'JSON' } };
    return [name, { ...rest, ItemReader, ResultPath: '$.children' }] as const;
  });
  return { ...definition, States: Object.fromEntries(States) };
}

const KEY = 'runs/run/inventory.json';

function itemsOf(total: number): string {
  const members = Array.from({ length: total }, (_, index) => ({ index, member: `m${index}` }));
  return JSON.stringify(members);
}

/** What moto's interpreter makes of it, with functions that answer what they are given. */
function byMoto(machine: FleetMachine, total: number): unknown {
  const { bucket, functions } = machine;
  const request = {
    definition: JSON.stringify(reduced(machine)),
    bucket,
    key: KEY,
    items: itemsOf(total),
    functions: Object.values(functions),
    answer: JSON.stringify({ runId: 'run', bucket, key: KEY, total }),
  };
  const { stdout, stderr } = spawnSync('python3', [SCRIPT], {
    input: JSON.stringify(request),
    encoding: 'utf8',
  });
  const { status, output, cause } = JSON.parse(stdout.trim().split('\n').at(-1) || '{}');
  expect([status, cause], stderr).toEqual(['SUCCEEDED', null]);
  return JSON.parse(output);
}

async function byDriver(machine: FleetMachine, total: number): Promise<unknown> {
  const { bucket, functions } = machine;
  const objects = createObjectStore(() => new Date(0));
  objects.createBucket(bucket);
  objects.put(bucket, { key: KEY, body: itemsOf(total) });
  const echo = (event: unknown) => event;
  const { outcome } = await runMachine(
    reduced(machine),
    {
      [functions.inventory]: () => ({ runId: 'run', bucket, key: KEY, total }),
      [functions.verifier]: echo,
      [functions.summary]: echo,
    },
    { objects },
  );
  expect(outcome.kind).toBe('output');
  return Object(outcome).output;
}

describe.skipIf(!hasMoto)(`moto's interpreter of state machines${WITHOUT_MOTO}`, () => {
  it('comes to what the driver does', async () => {
    const machine = fleetMachine();
    expect(byMoto(machine, 7)).toEqual(await byDriver(machine, 7));
  });
});
