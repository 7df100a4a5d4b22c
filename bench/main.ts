import { execFileSync } from 'node:child_process';
import { parseOptions } from './options.ts';
import { renderResults } from './report/render-results.ts';
import type { Results } from './report/results.ts';
import { judge } from './report/thresholds.ts';
import { runBenchmarks } from './run-benchmarks.ts';

const options = parseOptions(process.argv.slice(2));
const measurements = await runBenchmarks(options, (step) => console.error(`bench: ${step} …`));
const results: Results = {
  node: versionOf(options.nodePath),
  rounds: options.rounds,
  ...measurements,
  thresholds: judge(measurements),
};
console.log(options.json ? JSON.stringify(results, null, 2) : renderResults(results));
if (options.check && results.thresholds.some(({ met }) => !met)) process.exitCode = 1;

function versionOf(nodePath: string | undefined): string {
  if (nodePath === undefined) return process.versions.node;
  return execFileSync(nodePath, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
}
