import type { Alert } from '../model/alert.ts';
import type { Told } from '../model/environment-state.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { toAscii } from '../text/ascii.ts';
import { cutAtWord } from '../text/cut-at-word.ts';
import { toGsm7Basic } from '../text/gsm7.ts';
import { momentText, timeBetween } from '../text/moment.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { type AlertRun, attributeName, runLines } from './alert-for.ts';
import { MAX_SMS, MAX_SUBJECT, RUN_ID_PART, short } from './alert-short-texts.ts';
import { chatMessage } from './chat-message.ts';
import { gateAnswer } from './gate-answer.ts';
import { httpsMessage } from './https-message.ts';
import { recoveryOccasion } from './incident-context.ts';
import { type Block, fitBlocks } from './sections/fit-blocks.ts';
import { flatBlock } from './sections/flat-block.ts';
import { credentialSection } from './sections/identity-section.ts';

const MAX_EMAIL = 16_000;
const MAX_DEFAULT = 1600;

/**
 * The word that it is over, for an environment whose verdict is pass or warn again. The email's first
 * lines say that, how long it was bad and of what, and what proved it good. Never throws.
 */
export function recoveryFor(environment: EnvironmentReport, run: AlertRun, told: Told): Alert {
  const plain = plainCopy(environment);
  const plainRun = plainCopy(run);
  const past = plainCopy(told);
  const about = { environment: plain, run: plainRun, occasion: recoveryOccasion(past) };
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
    subject: cutAtWord(toAscii(title), MAX_SUBJECT),
    default: fitBlocks(blocks, MAX_DEFAULT),
    email: fitBlocks(blocks, MAX_EMAIL),
    sms: sms(plain, plainRun, past),
    https: httpsMessage(title, about),
    chat: chatMessage(
      { title, lines: [...opening.flatMap(({ lines }) => lines), ...closing], steps: [] },
      about,
    ),
    attributes: {
      environment: attributeName(plain),
      verdict: plain.verdict,
      severity: about.occasion.severity,
      cause: lastCause(past),
      news: 'recovery',
    },
  };
}

function openingBlocks(
  environment: EnvironmentReport,
  run: AlertRun,
  told: Told,
): readonly Block[] {
  const { verdict } = environment;
  const from = momentText(told.badSince);
  const lines = [
    `${subjectOf(environment, environment.name)}: good again${verdict === 'warn' ? ', with a warning' : ''}.`,
    `It was bad for ${badFor(run, told)}: from ${from} to ${momentText(run.startedAt)} (${told.causes.join(', ')}).`,
    `What proves it: ${proof(environment)}.`,
  ];
  const end = verdict === 'warn' ? '' : ' There is nothing to do.';
  const answer = `Verdict ${verdict}: ${gateAnswer(environment).sentence}.${end}`;
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

function subject(environment: EnvironmentReport, run: AlertRun, told: Told): string {
  const name = subjectOf(environment, short(environment.name));
  return `GOOD AGAIN ${name}: it was bad for ${badFor(run, told)} (${lastCause(told)})`;
}

function sms(environment: EnvironmentReport, run: AlertRun, told: Told): string {
  const tail = ` Run ${toGsm7Basic(run.runId).slice(0, RUN_ID_PART)}`;
  const text = toGsm7Basic(
    `${subject(environment, run, told)}. Now ${gateAnswer(environment).sentence}.`,
  );
  return `${cutAtWord(text, MAX_SMS - tail.length)}${tail}`;
}

function badFor({ startedAt }: AlertRun, { badSince }: Told): string {
  return timeBetween(badSince, startedAt);
}

function lastCause({ causes }: Told): string {
  return causes.at(-1) ?? 'unknown';
}
