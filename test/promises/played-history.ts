import { createLeases } from '../../functions/adapters/aws/create-leases.ts';
import { createHealthHandler } from '../../functions/handlers/health.ts';
import type { GateWorld } from '../functions/handlers/gate-world.ts';
import { urlRequest } from '../functions/handlers/health/requests.ts';
import { openKeepingGate } from '../functions/handlers/history-world.ts';
import { keySecret } from '../functions/handlers/seed-example.ts';
import { comparable } from './comparable.ts';

/** An item in DynamoDB's attribute values. */
export type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a gate keeps of production while it turns bad, is told so, and turns good again. */
export interface KeptItems {
  readonly states: Readonly<Record<StateName, Item>>;
  /** In the order of their keys. */
  readonly runs: readonly Item[];
  readonly lease: Item;
  /** What the gate answers when it is asked for the history at the end. */
  readonly answer: unknown;
}

type StateName =
  | 'good'
  | 'alertClaimed'
  | 'open'
  | 'otherCauseClaimed'
  | 'openWithTwoCauses'
  | 'recoveryClaimed'
  | 'recovered'
  | 'otherVersion';

const PRODUCTION = { environment: 'production' };

/** Runs a gate and a health function with a table and gives the items, as they were in between too. */
export async function playHistory(world: GateWorld): Promise<KeptItems> {
  const claimed: Item[] = [];
  const items = async (sortKey: string): Promise<readonly Item[]> => {
    const all = (await world.aws.tables.items(gate.table)) as readonly Item[];
    const found = all.filter(({ sk }) => String(sk?.['S']).startsWith(sortKey));
    return found.toSorted((a, b) => (String(a['sk']?.['S']) < String(b['sk']?.['S']) ? -1 : 1));
  };
  const one = async (sortKey: string): Promise<Item> => (await items(sortKey)).at(-1) ?? {};
  const alerts = {
    publish: async () => {
      claimed.push(await one('STATE'));
    },
  };
  const gate = await openKeepingGate(world, { base: { alerts } });
  const { access } = world.aws.secrets;
  const secretId = gate.secretId('production');
  const ask = (payload: object = PRODUCTION): Promise<unknown> =>
    gate.handler(payload, gate.context);

  await ask();
  const good = await one('STATE');
  access.deny({ secretId, denial: 'access' });
  await gate.runJob(
    '{"environment":"production","pipeline":"release","executionId":"0f6e9d1c-3a52-4b7e-8c0d-5e2f7a9b1c34"}',
  );
  const open = await one('STATE');
  access.allow(secretId);
  gate.putSecret('production', '{}');
  await ask();
  const openWithTwoCauses = await one('STATE');
  gate.putSecret('production', keySecret(gate.keys.production));
  await ask();
  const recovered = await one('STATE');
  await ask({ ...PRODUCTION, versionStage: 'AWSPREVIOUS' });
  const otherVersion = await one('STATE#');
  const answer = await ask({ history: { ...PRODUCTION, limit: 30 } });

  const { table, clock } = gate;
  const base = { ...gate.base, leases: createLeases({ table, clock }), maxAgeMs: 1 };
  await createHealthHandler(base, gate.compose)(urlRequest('/production'), gate.context);
  const [alertClaimed = {}, otherCauseClaimed = {}, recoveryClaimed = {}] = claimed;
  return {
    states: {
      good,
      alertClaimed,
      open,
      otherCauseClaimed,
      openWithTwoCauses,
      recoveryClaimed,
      recovered,
      otherVersion,
    },
    runs: (await items('RUN#')).slice(0, RUNS),
    lease: await one('LEASE'),
    answer: JSON.parse(JSON.stringify(answer)),
  };
}

/** The runs of the gate; the health function adds one. */
const RUNS = 5;

/** An item by its attributes' types and values, the JSON in it parsed; see {@link comparable}. */
export function comparableItem(item: Item): unknown {
  const attributes = Object.entries(item).flatMap(([name, attribute]) =>
    Object.entries(attribute).map(([type, value]) => [
      name,
      { [type]: comparable(plainValue(type, value), name) },
    ]),
  );
  return Object.fromEntries(attributes);
}

function plainValue(type: string, value: unknown): unknown {
  if (type === 'N') return Number(value);
  return typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value;
}
