import { compared, contains, type Item, type Step } from '../checklist.ts';
import { checkAnswer, checkGate } from '../release/check-answer.ts';
import { checkCleanliness } from '../release/check-cleanliness.ts';
import type { ObservedRun } from '../release/observation.ts';
import { prepareRelease, type Release } from '../release/release.ts';
import { PIPELINE_NAME } from '../release/release-stages.ts';
import { staleToken } from '../scenarios/stale-token.ts';
import type { Screen } from '../screen/screen.ts';
import { conclude } from '../show/conclude.ts';
import { followPipeline } from '../show/follow-pipeline.ts';
import { showAlerts, showConsole, showTexts } from '../show/show-answer.ts';
import type { RunningSystem } from '../system/running-system.ts';
import { advisedCommand, runAdvisedCommand } from './advised-command.ts';
import { PRODUCTION_OPENS, STAGING_OPENS } from './expected-answers.ts';

/**
 * The main job from end to end: a release passes staging and is stopped before production, whose
 * secret holds an old API key; people are told; the fix is made; the same gate opens.
 *
 * Gives 0 when every step went as told, else 1 with what was expected and found.
 */
export async function tellStory(system: RunningSystem, screen: Screen): Promise<0 | 1> {
  staleToken.arrange(system);
  screen.heading('A release goes through the pipeline');
  for (const sentence of staleToken.story) screen.tell(sentence);
  screen.line();
  const onChange = followPipeline(screen);
  const release = prepareRelease(system, { environments: ['staging', 'production'], onChange });
  const blocked = await release.run();
  const isDeployed = deployed(blocked, 'Production');
  if (!isDeployed) screen.line(screen.paint('quiet', '  Production  Deploy      not reached'));
  showBlocked(blocked, screen);
  const mended = hasFailed(blocked, 'Production')
    ? await mend(system, { release, blocked, screen })
    : undefined;
  return conclude([...steps(blocked, mended), checkCleanliness(system)], screen);
}

const INTRODUCTION = [
  'Before each deploy, a gate in the pipeline takes the Twilio credential of that',
  'environment, tries it at Twilio, and lets the release through only if it works',
  'and is the declared one. All of it now runs on this machine: no AWS account, no',
  'Twilio account, nothing leaves it.',
];

/** Says in a few lines what the product does. */
export function introduceStory(screen: Screen): void {
  const title = 'twilio-preflight: the check between a deploy and a Twilio outage';
  screen.line(screen.paint('strong', title));
  for (const line of INTRODUCTION) screen.line(`  ${line}`);
  screen.line();
}

function showBlocked(blocked: ObservedRun, screen: Screen): void {
  const gate = blocked.gates.at(-1);
  if (gate === undefined) return;
  showConsole(gate, blocked, screen);
  showAlerts(blocked, screen);
}

interface Mending {
  readonly release: Release;
  readonly blocked: ObservedRun;
  readonly screen: Screen;
}

async function mend(
  system: RunningSystem,
  { release, blocked, screen }: Mending,
): Promise<ObservedRun | undefined> {
  const command = advisedCommand(blocked.emails.map(({ body }) => body).join('\n'));
  if (command === undefined) return undefined;
  screen.heading('The fix: run the command from the email, retry the stage');
  screen.line(`  $ ${command.replaceAll(' --', ' \\\n      --')}`);
  screen.line(`  $ aws codepipeline retry-stage-execution --pipeline-name ${PIPELINE_NAME} \\`);
  screen.line('      --stage-name Production --retry-mode FAILED_ACTIONS \\');
  screen.line(`      --pipeline-execution-id ${blocked.execution.id}`);
  screen.line();
  await runAdvisedCommand(command, system);
  const mended = await release.retry('Production');
  showTexts(mended, screen);
  return mended;
}

function steps(blocked: ObservedRun, mended: ObservedRun | undefined): readonly Step[] {
  const staging = blocked.gates.find(({ stage }) => stage === 'Staging');
  return [
    {
      title: 'Staging passed its gate and was deployed',
      items: [...checkGate(staging, STAGING_OPENS), reached(blocked, 'Staging', true)],
    },
    {
      title: 'Production was blocked: its newest secret version is stale, the one before it works',
      items: [...checkAnswer(blocked, staleToken.expected), reached(blocked, 'Production', false)],
    },
    {
      title:
        'The command from the email mended it, the same release went out, and people hear it is over',
      items:
        mended === undefined
          ? [
              compared('Production failed and was retried', {
                expected: true,
                found: false,
              }),
            ]
          : [
              ...checkAnswer(mended, PRODUCTION_OPENS),
              ...mended.texts.map(({ body }) => contains('the SMS says', body, 'RECOVERED')),
              reached(mended, 'Production', true),
            ],
    },
  ];
}

function reached(run: ObservedRun, stage: string, expected: boolean): Item {
  const found = deployed(run, stage);
  return compared(`${stage} was deployed`, { expected, found });
}

function hasFailed({ execution }: ObservedRun, stage: string): boolean {
  return execution.stages.some(({ name, status }) => name === stage && status === 'Failed');
}

function deployed({ execution }: ObservedRun, stage: string): boolean {
  const actions = execution.stages.find(({ name }) => name === stage)?.actions ?? [];
  return actions.some(({ name, status }) => name === 'Deploy' && status === 'Succeeded');
}
