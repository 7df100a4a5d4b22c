import type { RunSummary } from '../model/schemas/history-schema.ts';
import type { EnvironmentReport, Trigger } from '../model/schemas/report-schema.ts';
import { toAscii } from '../text/ascii.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import { cutAtWord } from '../text/cut-at-word.ts';
import { toGsm7Basic } from '../text/gsm7.ts';
import { gateAnswer } from './gate-answer.ts';
import type { AlertPlace } from './next-steps.ts';
import { reportLine } from './report-address.ts';

/** 4 bytes to a code point and JSON's escapes still leave the whole well under SNS's 262,144 bytes. */
export const MAX_EMAIL = 16_000;
/** For protocols without a body of their own. */
export const MAX_DEFAULT = 1600;
/** One GSM-7 segment: 140 octets hold 160 septets. */
const MAX_SMS = 160;
/** SNS: `Subject` is ASCII and under 100 characters. */
const MAX_SUBJECT = 99;
const MAX_NAME = 30;
const MAX_RUN_LINE = 200;
/** What an SMS shows of a run's id. */
const RUN_ID_PART = 8;
/** SNS: a String attribute is not empty. No declared name comes near this bound. */
const MAX_ATTRIBUTE = 256;

/** The run an alert belongs to, for the person who wants to see more. */
export interface AlertRun extends Pick<RunSummary, 'runId' | 'startedAt' | 'trigger' | 'origin'> {
  readonly place?: AlertPlace | undefined;
}

/** ASCII, at most 99 characters: `BLOCKED production: Twilio rejects …`. */
export function subjectLine(text: string): string {
  return cutAtWord(toAscii(text), MAX_SUBJECT);
}

/**
 * One SMS segment, at most 160 characters, each one septet: `text`, cut at a word where it must be and
 * ending in a full stop, then the whole of `tail`, which begins with a space and is GSM-7 already.
 */
export function smsSegment(text: string, tail: string): string {
  const head = cutAtWord(toGsm7Basic(text), MAX_SMS - tail.length - 1);
  return `${head}${head.endsWith('.') ? '' : '.'}${tail}`;
}

/** A name from outside as it may stand in a subject or an SMS. */
export function shortName(name: string): string {
  return cutAtWord(toGsm7Basic(name), MAX_NAME);
}

/** The beginning of a run's id, for an SMS. */
export function shortRunId({ runId }: AlertRun): string {
  return toGsm7Basic(runId).slice(0, RUN_ID_PART);
}

/** An environment's name as an SNS attribute: never empty. */
export function attributeName({ name }: { readonly name: string }): string {
  return truncateCodePoints(name || 'unknown', MAX_ATTRIBUTE);
}

/** What the gate answered, in a line. */
export function answerLine(environment: EnvironmentReport): string {
  return `Verdict ${environment.verdict}: ${gateAnswer(environment).sentence}.`;
}

/** What changed, where something did: the reader has not asked for this run. */
const SET_OFF_BY: Readonly<Partial<Record<Trigger, string>>> = {
  'secret-change': 'Set off by a new current version of the secret.',
  alarm: "Set off by an alarm: Twilio refuses an application's own calls.",
};

/** Which run it was, why, for which pipeline or deployment, and where its page is, for the end of a message. */
export function runLines({
  runId,
  startedAt,
  trigger,
  origin,
  place,
}: AlertRun): readonly string[] {
  const { pipeline, executionId, deploymentId } = origin;
  const pipelineText = pipeline ? `Pipeline ${pipeline}` : '';
  const execution = executionId ? `execution ${executionId}` : '';
  const where = [pipelineText, execution].filter((text) => text !== '').join(', ');
  const deployment = deploymentId ? `Deployment ${deploymentId}` : '';
  const reason = SET_OFF_BY[trigger] ?? '';
  const run = `Run ${runId}, started ${startedAt} (${trigger})`;
  const lines = [run, reason, where, deployment];
  return [
    ...lines.filter((line) => line !== '').map((line) => truncateCodePoints(line, MAX_RUN_LINE)),
    // Cut, an address would lead nowhere.
    reportLine(runId, place) ?? [],
  ].flat();
}
