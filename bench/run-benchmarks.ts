import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseOrThrow } from '../functions/configuration/parse-or-throw.ts';
import { type CommandResult, measureCommand } from './command/measure-command.ts';
import { LARGEST_FLEET, type LatencyResult, measureLatency } from './latency/measure-latency.ts';
import type { BenchOptions } from './options.ts';
import type { Measurements } from './report/results.ts';
import { buildBundles } from './startup/bundles.ts';
import { measureStartup, type StartupResult } from './startup/measure-startup.ts';
import { fleetConfiguration } from './world/fleet-configuration.ts';
import { type BenchWorld, startWorld } from './world/start-world.ts';

const EXAMPLE: string = fileURLToPath(new URL('../preflight.config.json', import.meta.url));

/**
 * Measures everything, one thing at a time; `tell` hears what comes next. Rejects when something
 * could not be measured. Temporary files and processes are gone when it ends.
 */
export async function runBenchmarks(
  options: BenchOptions,
  tell: (step: string) => void,
): Promise<Measurements> {
  const directory = mkdtempSync(join(tmpdir(), 'preflight-bench-'));
  try {
    tell(`start-up, ${options.rounds} rounds after one that does not count`);
    const startup = await startupIn(directory, options);
    tell(`the command line, ${options.rounds} rounds after one that does not count`);
    const command = await commandIn(directory, options);
    tell(`latency, ${options.rounds} rounds; the first three take about half a minute each`);
    return { startup, command, latency: await latencyIn(directory, options.rounds) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function startupIn(
  directory: string,
  { rounds, nodePath }: BenchOptions,
): Promise<readonly StartupResult[]> {
  const bundles = buildBundles(directory, EXAMPLE);
  return await inWorld(EXAMPLE, (world) =>
    measureStartup(bundles, rounds, { world, ...(nodePath === undefined ? {} : { nodePath }) }),
  );
}

async function commandIn(
  parent: string,
  { rounds, nodePath }: BenchOptions,
): Promise<readonly CommandResult[]> {
  const directory = join(parent, 'command');
  return await inWorld(EXAMPLE, async (world) =>
    measureCommand({ world, directory, configFile: EXAMPLE, nodePath }, rounds),
  );
}

async function latencyIn(directory: string, rounds: number): Promise<readonly LatencyResult[]> {
  const configFile = join(directory, 'fleet.config.json');
  const text = fleetConfiguration(LARGEST_FLEET);
  writeFileSync(configFile, text);
  const fleet = parseOrThrow(text);
  return await inWorld(configFile, (world) => {
    useLocalAws(world.awsEndpoint);
    return measureLatency({ world, fleet }, rounds);
  });
}

async function inWorld<Result>(
  configFile: string,
  measure: (world: BenchWorld) => Promise<Result>,
): Promise<Result> {
  const world = await startWorld(configFile);
  try {
    return await measure(world);
  } finally {
    world.close();
  }
}

/** For the AWS clients of this process: no account, profile or Region of the caller's environment counts. */
function useLocalAws(endpoint: string): void {
  delete process.env['AWS_PROFILE'];
  delete process.env['AWS_SESSION_TOKEN'];
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // The SDK announces the end of Node 20 on each start; Lambda runs Node 24.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
}
