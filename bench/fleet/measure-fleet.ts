import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from '../median.ts';
import { type Measured, WARM_UP_MEMBERS } from './fleet-work.ts';

/** Medians of the fleet of one size, and of a bare client that sends as many requests. */
export interface FleetResult {
  readonly members: number;
  readonly fleet: Measured;
  readonly bare: Measured;
  /** Median, over the rounds, of the fleet's requests per second by the bare client's in the same round. */
  readonly throughputRatio: number;
}

/** What every answer of Twilio is late by. */
export const FLEET_LATENCY_MS = 20;

export const FLEET_SIZES = [1_000, 10_000] as const;

type Size = (typeof FLEET_SIZES)[number];

/**
 * Verifies fleets of both sizes, each in turn with the bare client, `rounds` times, by the `node` at `execPath`.
 * Rejects where a process fails.
 */
export async function measureFleet(
  rounds: number,
  execPath: string = process.execPath,
): Promise<readonly FleetResult[]> {
  const members = Math.max(...FLEET_SIZES) + WARM_UP_MEMBERS;
  const twilio = fork(fileOf('twilio-process'), [`${members}`, `${FLEET_LATENCY_MS}`]);
  try {
    const origin = await messageOf<string>(twilio);
    const rows = new Map<Size, { readonly fleet: Measured[]; readonly bare: Measured[] }>();
    for (let round = 0; round < rounds; round += 1) {
      for (const size of FLEET_SIZES) {
        const row = rows.get(size) ?? { fleet: [], bare: [] };
        rows.set(size, row);
        row.bare.push(await measured(['bare', origin, `${size}`], execPath));
        row.fleet.push(await measured(['fleet', origin, `${size}`], execPath));
        requireSameRequests(row.bare.at(-1), row.fleet.at(-1));
      }
    }
    return [...rows].map(([size, row]) => resultOf(size, row));
  } finally {
    twilio.kill();
  }
}

async function measured(work: readonly string[], execPath: string): Promise<Measured> {
  return await messageOf<Measured>(fork(fileOf('measured-process'), work, { execPath }));
}

async function messageOf<T>(child: ReturnType<typeof fork>): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A process of the fleet's benchmark ended with exit code ${code}.`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return message as T;
}

function requireSameRequests(bare: Measured | undefined, fleet: Measured | undefined): void {
  if (bare?.requests === fleet?.requests) return;
  throw new Error(`The fleet sent ${fleet?.requests} requests, the bare client ${bare?.requests}.`);
}

function resultOf(
  members: Size,
  { fleet, bare }: { readonly fleet: readonly Measured[]; readonly bare: readonly Measured[] },
): FleetResult {
  const ratios = fleet.map(({ ms }, round) => (bare[round]?.ms ?? 0) / ms);
  return {
    members,
    fleet: medianOf(fleet),
    bare: medianOf(bare),
    throughputRatio: median(ratios),
  };
}

function medianOf(measurements: readonly Measured[]): Measured {
  const of = (name: keyof Measured): number => median(measurements.map((one) => one[name]));
  return { ms: of('ms'), requests: of('requests'), peakBytes: of('peakBytes') };
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
}
