import type { EnvironmentReport } from '../model/report.ts';
import { toAscii } from '../text/ascii.ts';
import { cutAtWord } from '../text/cut-at-word.ts';
import { toGsm7Basic } from '../text/gsm7.ts';
import { shortSids } from '../text/short-sid.ts';
import { gateAnswer } from './gate-answer.ts';
import { gist } from './headline.ts';
import { type Story, storyWord } from './incident-lines.ts';

/** One GSM-7 segment: 140 octets hold 160 septets. */
export const MAX_SMS = 160;
/** SNS: `Subject` is ASCII and under 100 characters. */
export const MAX_SUBJECT = 99;
const MAX_NAME = 30;
/** What an SMS shows of a run's id. */
export const RUN_ID_PART = 8;

/** Where a person who has only the SMS looks next. */
interface SmsWhere {
  readonly runId: string;
  readonly pipeline?: string;
}

/**
 * One SMS segment, at most 160 characters, each one septet: the gate's answer, the environment, what
 * is wrong (cut at a word where it must be), how sure that is, and where to look: the pipeline and
 * the first 8 characters of the run id.
 */
export function alertSms(
  environment: EnvironmentReport,
  { runId, pipeline }: SmsWhere,
  story?: Story,
): string {
  const confidence = environment.diagnosis?.confidence;
  const sure = confidence === undefined ? 'Cause not known.' : `Cause ${confidence}.`;
  const place = pipeline ? `pipeline ${short(pipeline)}, ` : '';
  const tail = ` ${sure} See email or ${place}run ${toGsm7Basic(runId).slice(0, RUN_ID_PART)}`;
  const head = toGsm7Basic(opening(environment, story));
  const cut = cutAtWord(head, MAX_SMS - tail.length - 1);
  return `${cut}${cut.endsWith('.') ? '' : '.'}${tail}`;
}

/** ASCII, at most 99 characters, begins with a letter: `BLOCKED production: Twilio rejects …`. */
export function alertSubject(environment: EnvironmentReport, story?: Story): string {
  return cutAtWord(toAscii(opening(environment, story)), MAX_SUBJECT);
}

/** An outage must not look like a wrong credential, so an inconclusive verdict is always named. */
function opening(environment: EnvironmentReport, story: Story | undefined): string {
  const { verdict, mode } = environment;
  const qualifiers = [
    ...(verdict === 'inconclusive' ? ['inconclusive'] : []),
    ...(mode === 'shadow' ? ['shadow'] : []),
  ];
  const qualifier = qualifiers.length === 0 ? '' : ` (${qualifiers.join(', ')})`;
  const word = storyWord(story, gateAnswer(environment).word);
  return `${word} ${short(environment.name)}${qualifier}: ${shortSids(gist(environment))}`;
}

/** A name from outside as it may stand in a short text. */
export function short(name: string): string {
  return cutAtWord(toGsm7Basic(name), MAX_NAME);
}
