import { execFileSync } from 'node:child_process';
import { measureFleet } from './fleet/measure-fleet.ts';
import { parseOptions } from './options.ts';
import { judgeFleet, renderFleet } from './report/render-fleet.ts';
import { renderResults } from './report/render-results.ts';
import type { Results } from './report/results.ts';
import { judge } from './report/thresholds.ts';
import { runBenchmarks } from './run-benchmarks.ts';

const MOST_FLEET_ROUNDS = 3;

const options = parseOptions(process.argv.slice(2));
const tell = (step: string): void => console.error(`bench: ${step} …`);
const node = versionOf(options.nodePath);
const { results, text } = options.fleet ? await benchFleet() : await benchAll();
console.log(options.json ? JSON.stringify(results, null, 2) : text);
if (options.check && results.thresholds.some(({ met }) => !met)) process.exitCode = 1;

async function benchAll() {
  const measurements = await runBenchmarks(options, tell);
  const thresholds = judge(measurements);
  const all: Results = { node, rounds: options.rounds, ...measurements, thresholds };
  return { results: all, text: renderResults(all) };
}

async function benchFleet() {
  const rounds = Math.min(options.rounds, MOST_FLEET_ROUNDS);
  tell(`fleets, ${rounds} rounds of about a minute each`);
  const fleet = await measureFleet(rounds, options.nodePath);
  const all = { node, rounds, fleet, thresholds: judgeFleet(fleet) };
  return { results: all, text: renderFleet(all) };
}

function versionOf(nodePath: string | undefined): string {
  if (nodePath === undefined) return process.versions.node;
  return execFileSync(nodePath, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
}
