import { spawnSync } from 'node:child_process';

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/** Everything that must hold beside the tests, cheapest first. */
const STEPS: readonly Step[] = [
  { name: 'format and lint', command: ['npx', 'biome', 'ci', '.'] },
  { name: 'types', command: ['npx', 'tsc', '--noEmit'] },
  { name: 'unused code', command: ['npx', 'knip'] },
  { name: 'install the OpenAPI tests', command: ['npm', 'ci', '--prefix', 'test/openapi'] },
  { name: "bodies against Twilio's OpenAPI", command: ['npm', 'test', '--prefix', 'test/openapi'] },
  {
    name: 'install the tests of published schemas',
    command: ['npm', 'ci', '--prefix', 'test/published-schemas'],
  },
  {
    name: 'formats and workflows against published schemas',
    command: ['npm', 'test', '--prefix', 'test/published-schemas'],
  },
  { name: 'synth with cdk-nag', command: ['npx', 'cdk', 'synth', '--quiet'] },
];

/** Runs every step, also after one has failed: one run shows everything that is wrong. */
function main(): void {
  const failed: string[] = [];
  for (const { name, command } of STEPS) {
    const [program, ...args] = command;
    console.log(`\n== ${name}: ${command.join(' ')}`);
    const { status } = spawnSync(program, args, { stdio: 'inherit' });
    if (status !== 0) failed.push(name);
  }
  console.log(failed.length === 0 ? '\nAll good.' : `\nFailed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

main();
