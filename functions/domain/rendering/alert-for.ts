import type { Alert } from '../model/alert.ts';
import type { EnvironmentReport, Trigger } from '../model/report.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { alertSms, alertSubject } from './alert-short-texts.ts';
import { type AlertSubject, type ChatContent, chatMessage } from './chat-message.ts';
import { howSure } from './confidence-wording.ts';
import { gateAnswer } from './gate-answer.ts';
import { headline } from './headline.ts';
import { httpsMessage } from './https-message.ts';
import { occasionOf } from './incident-context.ts';
import { type Story, storyLines } from './incident-lines.ts';
import { firstStep } from './sections/diagnosis-sections.ts';
import { environmentMessage } from './sections/environment-message.ts';

/** 4 bytes to a code point and JSON's escapes still leave the whole well under SNS's 262,144 bytes. */
const MAX_EMAIL = 16_000;
const MAX_DEFAULT = 1600;
const MAX_STEP = 400;
const MAX_RUN_LINE = 200;
/** SNS: a String attribute is not empty. No declared name comes near this bound. */
const MAX_ATTRIBUTE = 256;

/** The run an alert belongs to, for the person who wants to see more. */
export interface AlertRun {
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly trigger: Trigger;
  readonly pipeline?: string;
  readonly executionId?: string;
  /** The deployment whose hook asked: CodeDeploy's id, or cluster, service and id in ECS. */
  readonly deployment?: string;
}

/**
 * The alert for one environment whose verdict is fail or inconclusive. The email's first three lines
 * say what is wrong, how sure that is, and what to do first; `default` is the email shortened. Where
 * there is no diagnosis the attribute `cause` is `unknown`. With a `story` it goes on from what people
 * were told: still bad, or bad in another way. Never throws, whatever the texts hold.
 */
export function alertFor(environment: EnvironmentReport, run: AlertRun, story?: Story): Alert {
  const plain = plainCopy(environment);
  const plainRun = plainCopy(run);
  const parts = {
    opening: [
      { importance: 1, lines: firstLines(plain, story) },
      { importance: 1, lines: [answerLine(plain)] },
    ],
    closing: [{ importance: 1, lines: runLines(plainRun) }],
  };
  const about = {
    environment: plain,
    run: plainRun,
    occasion: occasionOf(plain, plainRun.startedAt, story),
  };
  const subject = alertSubject(plain, story);
  return {
    subject,
    default: environmentMessage(plain, parts, MAX_DEFAULT),
    email: environmentMessage(plain, parts, MAX_EMAIL),
    sms: alertSms(plain, plainRun, story),
    https: httpsMessage(headline(plain), about),
    chat: chatMessage(chatContent(subject, about, story), about),
    attributes: {
      environment: attributeName(plain),
      verdict: plain.verdict,
      severity: about.occasion.severity,
      cause: plain.diagnosis?.cause ?? 'unknown',
      ...(story === undefined ? {} : { news: story.tidings.kind }),
    },
  };
}

function firstLines(environment: EnvironmentReport, story: Story | undefined): readonly string[] {
  const { diagnosis } = environment;
  const step = truncateCodePoints(firstStep(diagnosis), MAX_STEP);
  return [
    headline(environment),
    ...(story === undefined ? [] : storyLines(story)),
    howSure(diagnosis),
    `What to do first: ${step}`,
  ];
}

function chatContent(
  title: string,
  { environment, run }: AlertSubject,
  story: Story | undefined,
): ChatContent {
  const { diagnosis } = environment;
  return {
    title,
    lines: [
      headline(environment),
      ...(story === undefined ? [] : storyLines(story)),
      howSure(diagnosis),
      answerLine(environment),
      ...runLines(run),
    ],
    steps: diagnosis?.remediation ?? [],
  };
}

function answerLine(environment: EnvironmentReport): string {
  return `Verdict ${environment.verdict}: ${gateAnswer(environment).sentence}.`;
}

/** An environment's name as an SNS attribute: never empty. */
export function attributeName({ name }: EnvironmentReport): string {
  return truncateCodePoints(name || 'unknown', MAX_ATTRIBUTE);
}

/** What changed, where something did: the reader has not asked for this run. */
const SET_OFF_BY: Readonly<Partial<Record<Trigger, string>>> = {
  'secret-change': 'Set off by a new current version of the secret.',
  alarm: "Set off by an alarm: Twilio refuses an application's own calls.",
};

/** Which run it was, why, and for which pipeline, for the end of a message. */
export function runLines({
  runId,
  startedAt,
  trigger,
  pipeline,
  executionId,
  deployment,
}: AlertRun): readonly string[] {
  const pipelineText = pipeline ? `Pipeline ${pipeline}` : '';
  const execution = executionId ? `execution ${executionId}` : '';
  const where = [pipelineText, execution].filter((text) => text !== '').join(', ');
  const deploymentText = deployment ? `Deployment ${deployment}` : '';
  const reason = SET_OFF_BY[trigger] ?? '';
  const runText = `Run ${runId}, started ${startedAt} (${trigger})`;
  const lines = [runText, reason, where, deploymentText];
  return lines.filter((line) => line !== '').map((line) => truncateCodePoints(line, MAX_RUN_LINE));
}
