import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLeases } from '../../functions/adapters/aws/create-leases.ts';
import { type GateWorld, startGateWorld } from '../functions/handlers/gate-world.ts';
import { type KeepingGate, openKeepingGate } from '../functions/handlers/history-world.ts';
import { comparable } from './comparable.ts';
import { comparableItem, type Item, type KeptItems, playHistory } from './played-history.ts';
import { readFixture, subscribe } from './played-rows.ts';

const STORED = readFixture<KeptItems>('stored-items');
const { states, runs, lease } = STORED;
const PRODUCTION = { environment: 'production' };
const LONG_FROM_NOW = '2999-01-01T00:00:00.000Z';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

function store({ table }: Pick<KeepingGate, 'table'>, items: readonly Item[]): Promise<unknown> {
  return Promise.all(
    items.map((Item) => world.aws.tables.call('PutItem', { TableName: table, Item })),
  );
}

/** The state while its claim has not ended. */
function unended(item: Item): Item {
  const state = JSON.parse(String(item['state']?.['S']));
  const claim = { ...state.claim, until: LONG_FROM_NOW };
  return { ...item, state: { S: JSON.stringify({ ...state, claim }) } };
}

describe('what is written has the keys, attributes and values of version 0.1.0', () => {
  let written: KeptItems;

  beforeAll(async () => {
    written = await playHistory(world);
  });

  it.each(Object.keys(states) as (keyof typeof states)[])('state of an environment: %s', (name) => {
    expect(comparableItem(written.states[name])).toEqual(comparableItem(states[name]));
  });

  it('runs', () => {
    expect(written.runs.map(comparableItem)).toEqual(runs.map(comparableItem));
  });

  it('the lease of the health function', () => {
    expect(comparableItem(written.lease)).toEqual(comparableItem(lease));
  });

  it('the answer to who asks for the history', () => {
    expect(comparable(written.answer)).toEqual(comparable(STORED.answer));
  });
});

describe('what version 0.1.0 wrote is read', () => {
  it('as a history', async () => {
    const gate = await openKeepingGate(world);
    await store(gate, [...runs, states.recovered]);
    const answer = await gate.handler({ history: { ...PRODUCTION, limit: 30 } }, gate.context);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(STORED.answer);
  });

  const denied = ({ aws, secretId }: KeepingGate): void =>
    aws.secrets.access.deny({ secretId: secretId('production'), denial: 'access' });
  const unusable = (gate: KeepingGate): void => gate.putSecret('production', '{}');
  const right = (): void => undefined;

  it.each<{
    readonly name: string;
    readonly state: Item;
    readonly now: (gate: KeepingGate) => void;
    readonly kinds: readonly string[];
  }>([
    { name: 'good before, bad now', state: states.good, now: denied, kinds: ['alert'] },
    { name: 'good before and now', state: states.good, now: right, kinds: [] },
    { name: 'told long ago, still so', state: states.open, now: denied, kinds: ['reminder'] },
    { name: 'told, and another cause', state: states.open, now: unusable, kinds: ['alert'] },
    { name: 'told, good now', state: states.open, now: right, kinds: ['recovery'] },
    {
      name: 'told of two causes, good now',
      state: states.openWithTwoCauses,
      now: right,
      kinds: ['recovery'],
    },
    {
      name: 'an alert was claimed and never sent',
      state: states.alertClaimed,
      now: denied,
      kinds: ['alert'],
    },
    {
      name: 'an alert was claimed and is on its way',
      state: unended(states.alertClaimed),
      now: denied,
      kinds: ['reminder'],
    },
    {
      name: 'a recovery was claimed and never sent',
      state: states.recoveryClaimed,
      now: right,
      kinds: ['recovery'],
    },
    {
      name: 'a recovery was claimed and is on its way',
      state: unended(states.recoveryClaimed),
      now: right,
      kinds: [],
    },
    { name: 'recovered, good now', state: states.recovered, now: right, kinds: [] },
    { name: 'recovered, bad now', state: states.recovered, now: denied, kinds: ['alert'] },
  ])('as what people know: $name', async ({ state, now, kinds }) => {
    const gate = await openKeepingGate(world);
    const alerts = subscribe(gate);
    await store(gate, [state]);
    now(gate);
    await gate.handler(PRODUCTION, gate.context);
    expect(alerts().map(({ payload }) => payload.kind)).toEqual(kinds);
  });

  it.each([
    { name: 'that has ended', until: '1', isTaken: true },
    { name: 'that goes on', until: String(Date.parse(LONG_FROM_NOW)), isTaken: false },
  ])('as a lease $name', async ({ until, isTaken }) => {
    const table = `runs-${randomUUID()}`;
    await world.aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
    await store({ table }, [{ ...lease, until: { N: until } }]);
    const leases = createLeases({ table, clock: { now: () => new Date() } });
    const { signal } = new AbortController();
    expect(await leases.take('health#production', 1, { signal })).toBe(isTaken);
  });
});
