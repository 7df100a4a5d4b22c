import { parseArgs } from 'node:util';
import { showReasoning } from './reasoning/show-reasoning.ts';
import { ALL_SCENARIOS } from './scenarios/all-scenarios.ts';
import { introduceScenario, playScenario } from './scenarios/play-scenario.ts';
import type { Screen } from './screen/screen.ts';
import { introduceStory, playStory } from './story/story.ts';
import { prepare, type Run } from './system/prepare.ts';

/** What `npm start` was asked for. */
type RunRequest =
  | { readonly kind: 'story' | 'diagnose' | 'list' | 'help' }
  | { readonly kind: 'scenario'; readonly name: string }
  | { readonly kind: 'mistake'; readonly message: string };

/** How it is called, for `--help` and beside a mistake. */
const USAGE = [
  'npm start                        a release goes through the pipeline; production is blocked',
  "npm start -- --scenario NAME     one fault, the gate's answer, and what proves it",
  'npm start -- --diagnose          what is asked to find a cause, why, and what each answer rules out',
  'npm start -- --list              the scenarios there are',
] as const;

/** Reads the arguments behind `npm start --`. A mistake is a value; its message holds what was given. */
export function parseRunArguments(argv: readonly string[]): RunRequest {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        scenario: { type: 'string' },
        diagnose: { type: 'boolean' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return { kind: 'help' };
    if (values.list === true) return { kind: 'list' };
    if (values.diagnose === true) return { kind: 'diagnose' };
    return values.scenario === undefined
      ? { kind: 'story' }
      : { kind: 'scenario', name: values.scenario };
  } catch (error) {
    // parseArgs throws a TypeError that names the argument; anything else is a defect.
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'mistake', message: error.message };
  }
}

/** 0: as expected; 1: not as expected; 2: the arguments were not understood. */
export type ExitCode = 0 | 1 | 2;

/** Runs what `argv` (behind the command's own name) asks for. Rejects only for a defect. */
export async function guidedRun(argv: readonly string[], run: Run): Promise<ExitCode> {
  const request = parseRunArguments(argv);
  switch (request.kind) {
    case 'story':
      return await runStory(run);
    case 'scenario':
      return await runScenario(request, run);
    case 'diagnose':
      return await showReasoning(await prepare(run), run.screen);
    case 'list':
      return list(run.screen);
    case 'help':
      for (const line of USAGE) run.screen.line(line);
      return 0;
    case 'mistake':
      return refuse([request.message], run.screen);
  }
}

async function runStory(run: Run): Promise<ExitCode> {
  introduceStory(run.screen);
  const exitCode = await playStory(await prepare(run), run.screen);
  run.screen.heading('More of it');
  for (const line of USAGE.slice(1)) run.screen.line(`  ${line}`);
  return exitCode;
}

async function runScenario(
  { name }: Extract<RunRequest, { kind: 'scenario' }>,
  run: Run,
): Promise<ExitCode> {
  const scenario = ALL_SCENARIOS.find((one) => one.name === name);
  if (scenario === undefined) {
    const names = ALL_SCENARIOS.map((one) => `  ${one.name}`);
    return refuse([`There is no scenario "${name}". Scenarios:`, ...names, ''], run.screen);
  }
  introduceScenario(scenario, run.screen);
  const system = await prepare(run, scenario);
  return await playScenario(scenario, system, run.screen);
}

function list(screen: Screen): 0 {
  const width = Math.max(...ALL_SCENARIOS.map(({ name }) => name.length)) + 2;
  for (const { name, title } of ALL_SCENARIOS) screen.line(`${name.padEnd(width)}${title}`);
  screen.line('');
  screen.line('Run one: npm start -- --scenario NAME');
  return 0;
}

function refuse(lines: readonly string[], screen: Screen): 2 {
  for (const line of lines) screen.line(line);
  for (const line of USAGE) screen.line(`  ${line}`);
  return 2;
}
