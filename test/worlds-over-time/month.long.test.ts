import { afterAll, beforeAll, expect, it } from 'vitest';
import { addApiKey, deleteApiKey } from '../../local/twilio/world/api-keys.ts';
import { rotateAuthToken } from '../../local/twilio/world/auth-tokens.ts';
import {
  type EnvironmentName,
  keySecret,
  tokenSecret,
} from '../functions/handlers/seed-example.ts';
import { type Look, type MonthWorld, startMonthWorld } from './month-world.ts';

const DAYS = 30;

let world: MonthWorld;

beforeAll(async () => {
  world = await startMonthWorld();
});

afterAll(() => world.close());

/** Something that happens between two looks of the watch, and the looks that it brings with it. */
interface Event {
  readonly at: string;
  readonly happens?: (world: MonthWorld) => void;
  readonly look?: Look;
}

const release = (environment: EnvironmentName, jobId: string, deliveries = 1): Look => ({
  kind: 'job',
  environment,
  jobId,
  deliveries,
});

/** Secrets Manager tells of a moved label at least once: here twice. */
const secretChanged = (environment: EnvironmentName): Look => ({
  kind: 'secret-change',
  environment,
  deliveries: 2,
});

/** Day and time of each; the watch looks at every full hour. */
const EVENTS: readonly Event[] = [
  // A rotation by hand, in good order: the new key is stored before the old one goes.
  {
    at: '05 10:20',
    happens: ({ twilio, accounts, keys, putSecret }) => {
      const accountSid = accounts.staging.sid;
      putSecret('staging', keySecret(addApiKey(twilio.world, { accountSid, keyType: 'main' })));
      deleteApiKey(twilio.world, keys.staging.sid);
    },
    look: secretChanged('staging'),
  },
  // AWS's managed rotation: for some minutes Twilio knows only the value of AWSPENDING, and the watch
  // looks in just then.
  { at: '12 02:58', happens: beginManagedRotation },
  { at: '12 03:03', happens: endManagedRotation, look: secretChanged('production') },
  // A token that somebody rotated in Twilio's console and stored nowhere, for thirty hours.
  {
    at: '15 02:30',
    happens: ({ twilio, accounts }) => {
      rotateAuthToken(twilio.world, { accountSid: accounts.development.sid });
    },
  },
  // A release meets it: the job is delivered three times, then somebody retries.
  { at: '15 09:10', look: release('development', 'job-1', 3) },
  { at: '15 09:15', look: release('development', 'job-2') },
  {
    at: '16 08:30',
    happens: ({ twilio, accounts, putSecret }) => {
      const { sid } = accounts.development;
      const account = twilio.world.accounts.get(sid);
      if (account === undefined) throw new Error('The account is gone.');
      putSecret('development', tokenSecret(account));
    },
    look: secretChanged('development'),
  },
  // Twilio is down for two hours, and a release wants to go out in the middle of it.
  {
    at: '20 13:30',
    happens: ({ twilio }) => twilio.faults.add({ kind: 'status', status: 503, code: 20503 }),
  },
  { at: '20 14:20', look: release('staging', 'job-3') },
  { at: '20 15:30', happens: ({ twilio }) => twilio.faults.clear() },
  // An hour in which production's secret is wrong, right, wrong and right again.
  ...[10, 20, 30, 40].map(
    (minute, index): Event => ({
      at: `24 10:${minute}`,
      happens: index % 2 === 0 ? breakProduction : mendProduction,
      look: secretChanged('production'),
    }),
  ),
];

/** Everything that people hear in the month. Not in it: the rotations, the retries, the duplicates. */
const EXPECTED = [
  '15 03:00 BLOCKED development: Twilio rejects',
  '16 03:00 STILL BLOCKED development: Twilio rejects',
  '16 08:30 RECOVERED development: it was bad for 29 hours (credential.rejected)',
  '20 14:20 BLOCKED staging, could not check: ',
  '20 16:00 RECOVERED staging: it was bad for 2 hours (twilio.unavailable)',
  '24 10:10 BLOCKED production: ',
  '24 10:20 RECOVERED production: it was bad for 10 minutes (secret.missing-field)',
  '24 10:30 BLOCKED production: ',
  '24 10:40 RECOVERED production: it was bad for 10 minutes (secret.missing-field)',
];

it('tells in a month exactly what is news', { timeout: 900_000 }, async () => {
  const heard: string[] = [];
  for (const { at, happens, look } of timeline()) {
    happens?.(world);
    if (look === undefined) continue;
    const subjects = await world.look(moment(at), look);
    heard.push(...subjects.map((subject) => `${at} ${subject}`));
  }
  expect(heard).toEqual(EXPECTED.map((beginning) => expect.stringContaining(beginning)));
  expect(world.errors).toEqual([]);
  const items = await world.aws.tables.items(world.table);
  const looks = timeline().flatMap(({ look }) => (look === undefined ? [] : [look]));
  const runs = looks.reduce((sum, look) => sum + runsOf(look), 0);
  // Every run, and the state of each environment.
  expect(items).toHaveLength(runs + 3);
});

/** Events and the looks of the watch, in the order of time; every seventh look is delivered twice. */
function timeline(): readonly Event[] {
  const watch = Array.from({ length: DAYS * 24 }, (_, hour): Event => {
    const at = `${two(1 + Math.floor(hour / 24))} ${two(hour % 24)}:00`;
    const deliveries = hour % 7 === 0 ? 2 : 1;
    return { at, look: { kind: 'schedule', deliveries } };
  });
  return [...watch, ...EVENTS].toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

function runsOf({ kind, deliveries = 1 }: Look): number {
  return deliveries * (kind === 'schedule' ? 3 : 1);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function moment(at: string): Date {
  return new Date(`2026-11-${at.replace(' ', 'T')}:00.000Z`);
}

let rotated: { readonly value: string } | undefined;

function beginManagedRotation({ aws, twilio, accounts, keys, secretId, hurry }: MonthWorld): void {
  const accountSid = accounts.production.sid;
  const newKey = addApiKey(twilio.world, { accountSid, keyType: 'standard' });
  const value = JSON.stringify(keySecret(newKey));
  aws.secrets.put({ id: secretId('production'), value, stages: ['AWSPENDING'] });
  deleteApiKey(twilio.world, keys.production.sid);
  rotated = { value };
  // The look in between waits a minute for the rotation.
  hurry(20);
}

function endManagedRotation({ aws, secretId, hurry }: MonthWorld): void {
  hurry(1);
  aws.secrets.put({ id: secretId('production'), value: rotated?.value ?? '' });
}

function breakProduction({ putSecret }: MonthWorld): void {
  putSecret('production', '{}');
}

function mendProduction({ putSecret }: MonthWorld): void {
  putSecret('production', rotated?.value ?? '');
}
