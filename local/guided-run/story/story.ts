import { compared, conclude, contains, type Item, type Step } from '../checklist.ts';
import { checkAnswer, checkGate } from '../release/check-answer.ts';
import { checkCleanliness } from '../release/everything-said.ts';
import type { ObservedRun } from '../release/observation.ts';
import { prepareRelease, type Release } from '../release/release.ts';
import { PIPELINE_NAME } from '../release/release-stages.ts';
import type { ExpectedAnswer } from '../scenarios/scenario.ts';
import { staleKey } from '../scenarios/stored-credential.ts';
import type { Screen } from '../screen/screen.ts';
import { followPipeline } from '../show/follow-pipeline.ts';
import { showAlerts, showConsole, showTexts } from '../show/show-answer.ts';
import type { RunningSystem } from '../system/running-system.ts';
import { advisedCommand, runAdvisedCommand } from './advised-command.ts';

/** Staging's Main key lists its numbers and reads its own account. */
const STAGING_OPENS: ExpectedAnswer = {
  verdict: 'pass',
  cause: 'none',
  says: ['staging: pass'],
  twilioRequests: 2,
  twilioAnswers: [200],
};

/**
 * Production's Standard key lists its numbers; the auditor reads the account. Subscribers who got the alert
 * get a notification of the recovery.
 */
const PRODUCTION_OPENS: ExpectedAnswer = {
  verdict: 'pass',
  cause: 'none',
  says: ['production: pass'],
  twilioRequests: 2,
  twilioAnswers: [200],
  isAlerted: true,
};

/**
 * The main job from end to end: a release passes staging and is stopped before production, whose
 * secret holds an old API key; subscribers are notified; the fix is made; the same gate opens.
 *
 * Returns 0 when every step went as expected, else 1 with what was expected and found.
 */
export async function playStory(system: RunningSystem, screen: Screen): Promise<0 | 1> {
  staleKey.arrange(system);
  screen.heading('A release goes through the pipeline');
  for (const sentence of staleKey.story) screen.sentence(sentence);
  screen.line();
  const onChange = followPipeline(screen);
  const release = prepareRelease(system, { environments: ['staging', 'production'], onChange });
  const blocked = await release.run();
  const isDeployed = deployed(blocked, 'Production');
  if (!isDeployed) screen.line(screen.paint('  Production  Deploy      not reached', 'skipped'));
  showBlocked(blocked, screen);
  const fixed = hasFailed(blocked, 'Production')
    ? await applyFix(system, { release, blocked, screen })
    : undefined;
  return conclude([...steps(blocked, fixed), checkCleanliness(system)], screen);
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
  screen.line(screen.paint(title, 'heading'));
  for (const line of INTRODUCTION) screen.line(`  ${line}`);
  screen.line();
}

function showBlocked(blocked: ObservedRun, screen: Screen): void {
  const gate = blocked.gates.at(-1);
  if (gate === undefined) return;
  showConsole(gate, blocked, screen);
  showAlerts(blocked, screen);
}

interface FixContext {
  readonly release: Release;
  readonly blocked: ObservedRun;
  readonly screen: Screen;
}

async function applyFix(
  system: RunningSystem,
  { release, blocked, screen }: FixContext,
): Promise<ObservedRun | undefined> {
  const command = advisedCommand(blocked.emails.map(({ body }) => body).join('\n'));
  if (command === undefined) return undefined;
  screen.heading('The fix: run the command from the email, retry the stage');
  // A command that is pasted must not ask AWS, and not every AWS CLI reads AWS_ENDPOINT_URL.
  const cli = `aws --endpoint-url ${system.aws.endpoint}`;
  screen.line(`  $ ${command.replaceAll(' --', ' \\\n      --').replace(/^aws\b/, cli)}`);
  screen.line(`  $ ${cli} codepipeline retry-stage-execution \\`);
  screen.line(`      --pipeline-name ${PIPELINE_NAME} \\`);
  screen.line('      --stage-name Production --retry-mode FAILED_ACTIONS \\');
  screen.line(`      --pipeline-execution-id ${blocked.execution.id}`);
  screen.line();
  await runAdvisedCommand(command, system);
  const fixed = await release.retry('Production');
  showTexts(fixed, screen);
  return fixed;
}

function steps(blocked: ObservedRun, fixed: ObservedRun | undefined): readonly Step[] {
  const staging = blocked.gates.find(({ stage }) => stage === 'Staging');
  return [
    {
      title: 'Staging passed its gate and was deployed',
      items: [...checkGate(staging, STAGING_OPENS), reached(blocked, 'Staging', true)],
    },
    {
      title: 'Production was blocked: its newest secret version is stale, the one before it works',
      items: [...checkAnswer(blocked, staleKey.expected), reached(blocked, 'Production', false)],
    },
    {
      title:
        'The command from the email fixed it, the same release was deployed, and subscribers were notified of the recovery',
      items:
        fixed === undefined
          ? [
              compared('Production failed and was retried', {
                expected: true,
                found: false,
              }),
            ]
          : [
              ...checkAnswer(fixed, PRODUCTION_OPENS),
              ...fixed.texts.map(({ body }) => contains('the SMS says', body, 'RECOVERED')),
              reached(fixed, 'Production', true),
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
