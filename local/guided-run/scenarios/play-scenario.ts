import type { JobState } from '../../aws/jobs/job-store.ts';
import type { Step } from '../checklist.ts';
import { conclude } from '../checklist.ts';
import { checkAnswer } from '../release/check-answer.ts';
import { checkCleanliness } from '../release/everything-said.ts';
import type { ObservedRun } from '../release/observation.ts';
import { prepareRelease, type Release } from '../release/release.ts';
import type { Screen } from '../screen/screen.ts';
import { followPipeline } from '../show/follow-pipeline.ts';
import { showAlerts, showConsole, showProof } from '../show/show-answer.ts';
import type { RunningSystem } from '../system/running-system.ts';
import type { ExpectedAnswer, Scenario } from './scenario.ts';

/** Says what a scenario is about. */
export function introduceScenario(scenario: Scenario, screen: Screen): void {
  screen.line(screen.paint(`${scenario.name}: ${scenario.title}`, 'heading'));
  for (const sentence of scenario.story) screen.sentence(sentence);
  screen.line();
}

/**
 * Makes the fault happen in a fresh system, runs the environment's gate through a pipeline, shows the
 * answer, the alerts and what proves it. Returns 0 when all of it was as expected, else 1.
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
    onContinuation: () => {
      showWaiting(system, screen);
      scenario.whileWaiting?.(system);
    },
  });
  const blocked = await release.run();
  const run =
    scenario.beforeRetry === undefined
      ? blocked
      : await retryAfter(scenario.beforeRetry, { blocked, release, system, screen });
  const gate = run.gates.at(-1);
  if (gate !== undefined) {
    showConsole(gate, run, screen);
    showAlerts(run, screen);
    showProof(gate, run, screen);
  }
  const steps = [
    ...(scenario.blocked === undefined ? [] : [asExpected(scenario.blocked, blocked)]),
    asExpected(scenario.expected, run),
    checkCleanliness(system),
  ];
  return conclude(steps, screen);
}

type Continued = Extract<JobState, { readonly status: 'succeeded' }>;

function isContinued(state: JobState | undefined): state is Continued {
  return state?.status === 'succeeded' && state.continuationToken !== undefined;
}

/** A line that stays the first time; then how far the gate says it is. */
function showWaiting({ aws: { jobs } }: RunningSystem, screen: Screen): void {
  const states = jobs.list().map(({ state }) => state);
  const [last, before] = states.toReversed();
  if (!isContinued(before)) {
    screen.settle('  The gate waits: it asked CodePipeline to be invoked again.');
  } else if (isContinued(last)) {
    screen.live(last.summary ?? '');
  }
}

interface Retry {
  readonly blocked: ObservedRun;
  readonly release: Release;
  readonly system: RunningSystem;
  readonly screen: Screen;
}

/** Shows the blocked run and what a person did then; gives the retry of its stage. */
async function retryAfter(
  act: NonNullable<Scenario['beforeRetry']>,
  { blocked, release, system, screen }: Retry,
): Promise<ObservedRun> {
  const gate = blocked.gates.at(-1);
  if (gate === undefined) return blocked;
  showConsole(gate, blocked, screen);
  showAlerts(blocked, screen);
  const { mailbox } = system.aws.notifications;
  const known = mailbox.list().length;
  screen.heading('A person acts');
  for (const sentence of await act(system, blocked.execution.id)) screen.sentence(sentence);
  showAlerts({ ...blocked, emails: mailbox.list().slice(known), texts: [] }, screen);
  screen.heading('The stage is retried');
  return await release.retry(gate.stage);
}

function asExpected(expected: ExpectedAnswer, run: ObservedRun): Step {
  const { verdict, cause, failureType } = expected;
  const answer = failureType ?? 'the gate opens';
  return {
    title: `Verdict ${verdict}, cause ${cause}, ${answer}`,
    items: checkAnswer(run, expected),
  };
}
