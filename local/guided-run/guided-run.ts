import { parseRunArguments, type RunRequest, USAGE } from './arguments.ts';
import { showReasoning } from './reasoning/show-reasoning.ts';
import { ALL_SCENARIOS } from './scenarios/all-scenarios.ts';
import { introduceScenario, playScenario } from './scenarios/play-scenario.ts';
import type { Screen } from './screen/screen.ts';
import { introduceStory, tellStory } from './story/story.ts';
import { prepare, type Run } from './system/prepare.ts';

/** 0: as told; 1: not as told; 2: it was not called in a way it knows. */
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
      return refuse(request.message, run.screen);
  }
}

async function runStory(run: Run): Promise<ExitCode> {
  introduceStory(run.screen);
  const exitCode = await tellStory(await prepare(run), run.screen);
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
    const names = ALL_SCENARIOS.map((one) => one.name).join(', ');
    return refuse(`There is no scenario "${name}". There are: ${names}.`, run.screen);
  }
  introduceScenario(scenario, run.screen);
  const system = await prepare(run, scenario.declared);
  return await playScenario(scenario, system, run.screen);
}

function list(screen: Screen): 0 {
  const width = Math.max(...ALL_SCENARIOS.map(({ name }) => name.length)) + 2;
  for (const { name, title } of ALL_SCENARIOS) screen.line(`${name.padEnd(width)}${title}`);
  return 0;
}

function refuse(message: string, screen: Screen): 2 {
  screen.line(message);
  for (const line of USAGE) screen.line(`  ${line}`);
  return 2;
}
