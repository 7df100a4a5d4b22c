import { compared } from '../checklist.ts';
import { countLeaks } from '../leaks.ts';
import { checkAnswer } from '../release/check-answer.ts';
import { everySecret, everythingSaid } from '../release/everything-said.ts';
import type { ObservedRun } from '../release/observation.ts';
import { prepareRelease } from '../release/release.ts';
import type { Screen } from '../screen/screen.ts';
import { conclude, type Step } from '../show/conclude.ts';
import { followPipeline } from '../show/follow-pipeline.ts';
import { showAlerts, showConsole } from '../show/show-answer.ts';
import { showProof } from '../show/show-proof.ts';
import type { RunningSystem } from '../system/running-system.ts';
import type { OtherSettings } from '../system/synthesised.ts';
import type { Scenario } from './scenario.ts';

/** What the scenario wants declared otherwise, for the synthesis. */
export function otherSettings({ declared, environment }: Scenario): OtherSettings | undefined {
  return declared === undefined ? undefined : { environment, settings: declared };
}

/** Says what a scenario is about. */
export function introduceScenario(scenario: Scenario, screen: Screen): void {
  screen.line(screen.paint('strong', `${scenario.name}: ${scenario.title}`));
  for (const line of scenario.story) screen.line(`  ${line}`);
  screen.line();
}

/**
 * Makes the fault happen in a fresh system, runs the environment's gate through a pipeline, shows the
 * answer, the alerts and what proves it. Gives 0 when all of it was as told, else 1.
 */
export async function playScenario(
  scenario: Scenario,
  system: RunningSystem,
  screen: Screen,
): Promise<0 | 1> {
  scenario.arrange(system);
  screen.heading('The gate runs');
  const release = prepareRelease(system, {
    environments: [scenario.environment],
    onChange: followPipeline(screen),
  });
  const run = await release.run();
  const gate = run.gates.at(-1);
  if (gate !== undefined) {
    showConsole(gate, screen);
    showAlerts(run, screen);
    showProof(gate, screen);
  }
  return conclude([asTold(scenario, run), cleanliness(system)], screen);
}

function asTold({ expected }: Scenario, run: ObservedRun): Step {
  const { verdict, cause, failureType } = expected;
  const answer = failureType ?? 'the gate opens';
  return {
    title: `Verdict ${verdict}, cause ${cause}, ${answer}`,
    items: checkAnswer(run, expected),
  };
}

function cleanliness(system: RunningSystem): Step {
  const found = countLeaks(everythingSaid(system), everySecret(system));
  return {
    title: 'No answer, alert, log or journal holds a secret or a part of one',
    items: [compared('secrets that were seen', { expected: 0, found })],
  };
}
