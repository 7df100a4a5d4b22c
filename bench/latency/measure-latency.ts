import type { Configuration } from '../../functions/configuration/configuration.ts';
import { median } from '../median.ts';
import type { BenchWorld, Latency } from '../world/start-world.ts';
import { requestDepth } from './request-depth.ts';
import { verifySequentially } from './verify-sequentially.ts';
import { createGateVerification, type Verify } from './verify-with-gate.ts';

/** Which answers are late. */
export type LatencyColumn = 'twilio' | 'twilio-and-aws';

/** Medians of a passing verification; `depth` is of the requests to Twilio. */
export interface Passing {
  readonly ms: number;
  readonly requests: number;
  readonly depth: number;
}

export interface LatencyResult {
  readonly column: LatencyColumn;
  readonly environments: number;
  readonly gate: Passing;
  readonly sequential: Passing;
}

/** What every answer is late by. */
export const LATENCY_MS = 100;

const SIZES = [1, 10, 50] as const;

const COLUMNS: Readonly<Record<LatencyColumn, Latency>> = {
  twilio: { twilioMs: LATENCY_MS, awsMs: 0 },
  'twilio-and-aws': { twilioMs: LATENCY_MS, awsMs: LATENCY_MS },
};

// The script takes half a minute a round, nearly all of it the latency that is put in.
const MOST_SEQUENTIAL_ROUNDS = 3;

/** What is measured with: a world that holds the largest fleet, and that fleet's configuration. */
export interface LatencyStage {
  readonly world: BenchWorld;
  readonly fleet: Configuration;
}

interface Case {
  readonly column: LatencyColumn;
  readonly expectations: Configuration;
  readonly gate: Passing[];
  readonly sequential: Passing[];
}

/** The largest fleet that is measured. */
export const LARGEST_FLEET: number = Math.max(...SIZES);

/**
 * Verifies fleets of every size by the gate's verification, `rounds` times, and in turns with it by
 * the sequential script, at most 3 times. The gate's goes once unmeasured right before each time that counts, as in a
 * function that is warm; the script makes its clients anew each time, as a script does.
 */
export async function measureLatency(
  { world, fleet }: LatencyStage,
  rounds: number,
): Promise<readonly LatencyResult[]> {
  const gate = createGateVerification(world.twilioOrigin);
  const script: Verify = (expectations) => verifySequentially(expectations, world.twilioOrigin);
  const cases = allCases(fleet);
  for (let round = 0; round < rounds; round += 1) {
    for (const { column, expectations, ...measured } of cases) {
      await world.delayAnswers({ twilioMs: 0, awsMs: 0 });
      await gate(expectations);
      await world.delayAnswers(COLUMNS[column]);
      measured.gate.push(await measure(gate, expectations, world));
      if (round < MOST_SEQUENTIAL_ROUNDS) {
        measured.sequential.push(await measure(script, expectations, world));
      }
    }
  }
  return cases.map(({ column, expectations, ...measured }) => ({
    column,
    environments: expectations.environments.length,
    gate: summary(measured.gate),
    sequential: summary(measured.sequential),
  }));
}

function allCases(fleet: Configuration): readonly Case[] {
  const columns = ['twilio', 'twilio-and-aws'] as const;
  return columns.flatMap((column) =>
    SIZES.map((size) => {
      const expectations = { ...fleet, environments: fleet.environments.slice(0, size) };
      return { column, expectations, gate: [], sequential: [] };
    }),
  );
}

async function measure(
  verify: Verify,
  expectations: Configuration,
  world: BenchWorld,
): Promise<Passing> {
  await world.forget();
  const startedMs = performance.now();
  await verify(expectations);
  const ms = performance.now() - startedMs;
  const { twilio } = await world.requests();
  const arrivals = twilio.map(({ atMs }) => atMs);
  return { ms, requests: twilio.length, depth: requestDepth(arrivals, LATENCY_MS) };
}

function summary(passings: readonly Passing[]): Passing {
  return {
    ms: median(passings.map(({ ms }) => ms)),
    requests: median(passings.map(({ requests }) => requests)),
    depth: median(passings.map(({ depth }) => depth)),
  };
}
