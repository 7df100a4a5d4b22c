import type { Alert } from '../model/alert.ts';
import type { OpenIncident } from '../model/environment-state.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { momentText, timeBetween } from '../text/moment.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { chatMessage } from './chat-message.ts';
import {
  type AlertRun,
  answerLine,
  attributeName,
  MAX_DEFAULT,
  MAX_EMAIL,
  runLines,
  shortName,
  shortRunId,
  smsSegment,
  subjectLine,
} from './email-sms.ts';
import { gateAnswer } from './gate-answer.ts';
import { httpsMessage } from './https-message.ts';
import { recoveryContext } from './incident-context.ts';
import { type Block, fitBlocks } from './sections/fit-blocks.ts';
import { flatBlock } from './sections/flat-block.ts';
import { credentialSection } from './sections/identity-section.ts';

/**
 * The notification that an incident is over, for an environment whose verdict is pass or warn again. The email's first
 * lines say that, how long it was bad and of what, and what proved it good. Never throws.
 */
export function recoveryFor(
  environment: EnvironmentReport,
  run: AlertRun,
  incident: OpenIncident,
): Alert {
  const plain = plainCopy(environment);
  const plainRun = plainCopy(run);
  const past = plainCopy(incident);
  const about = { environment: plain, run: plainRun, context: recoveryContext(past) };
  const opening = openingBlocks(plain, plainRun, past);
  const closing = runLines(plainRun);
  const blocks = [
    ...opening,
    warnings(plain),
    flatBlock(credentialSection(plain), 5),
    { importance: 1, lines: closing },
  ];
  const title = subject(plain, plainRun, past);
  return {
    subject: subjectLine(title),
    default: fitBlocks(blocks, MAX_DEFAULT),
    email: fitBlocks(blocks, MAX_EMAIL),
    sms: sms(title, plain, plainRun),
    https: httpsMessage(title, about),
    chat: chatMessage(
      { title, lines: [...opening.flatMap(({ lines }) => lines), ...closing], steps: [] },
      about,
    ),
    attributes: {
      environment: attributeName(plain),
      verdict: plain.verdict,
      severity: about.context.severity,
      cause: about.context.cause,
      news: 'recovery',
    },
  };
}

function openingBlocks(
  environment: EnvironmentReport,
  run: AlertRun,
  incident: OpenIncident,
): readonly Block[] {
  const { verdict } = environment;
  const from = momentText(incident.badSince);
  const lines = [
    `${subjectOf(environment, environment.name)}: good again${verdict === 'warn' ? ', with a warning' : ''}.`,
    `It was bad for ${badFor(run, incident)}: from ${from} to ${momentText(run.startedAt)} (${incident.causes.join(', ')}).`,
    `What proves it: ${proof(environment)}.`,
  ];
  const end = verdict === 'warn' ? '' : ' There is nothing to do.';
  const answer = `${answerLine(environment)}${end}`;
  return [
    { importance: 1, lines },
    { importance: 1, lines: [answer] },
  ];
}

/** The live checks that passed, by what each states; a good run has one at least. */
function proof({ checks }: EnvironmentReport): string {
  const live = checks.filter(({ tier, status }) => tier === 'live' && status === 'pass');
  return live.map(({ title }) => title).join('; ') || 'every check that was made passed';
}

function warnings({ checks }: EnvironmentReport): Block {
  const lines = checks
    .filter(({ status }) => status === 'warn')
    .map(({ id, message }) => `- ${id}: ${message}`);
  return { importance: 2, lines: lines.length === 0 ? [] : ['Warnings:', ...lines] };
}

/** A version that is not in use is named: that it is good says nothing about the one that is. */
function subjectOf({ credential: { versionStage } }: EnvironmentReport, name: string): string {
  return versionStage === 'AWSCURRENT' ? name : `${name} (${versionStage})`;
}

function subject(environment: EnvironmentReport, run: AlertRun, incident: OpenIncident): string {
  const name = subjectOf(environment, shortName(environment.name));
  return `RECOVERED ${name}: it was bad for ${badFor(run, incident)} (${incident.causes.at(-1) ?? 'unknown'})`;
}

function sms(title: string, environment: EnvironmentReport, run: AlertRun): string {
  return smsSegment(
    `${title}. Now ${gateAnswer(environment).sentence}.`,
    ` Run ${shortRunId(run)}`,
  );
}

function badFor({ startedAt }: AlertRun, { badSince }: OpenIncident): string {
  return timeBetween(badSince, startedAt);
}
