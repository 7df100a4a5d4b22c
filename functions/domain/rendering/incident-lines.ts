import type { Tidings } from '../history/find-news.ts';
import { momentText, timeBetween } from '../text/moment.ts';
import { plainLine } from '../text/plain-line.ts';

/** An alert or a reminder among others: what people know already, and when it is sent. */
export interface Story {
  readonly tidings: Exclude<Tidings, { readonly kind: 'recovery' }>;
  /** ISO 8601. */
  readonly at: string;
  /** ISO 8601, for news that turned bad: since when, where that was before the run; default: its start. */
  readonly since?: string;
}

/**
 * The gate's answer as the first word of a subject and an SMS: `BLOCKED`, and where it is no better than
 * before `STILL BLOCKED`; of a gate that is open all the same `STILL BAD`, since nothing is well there.
 */
export function storyWord(story: Story | undefined, answer: string): string {
  const isStill = story?.tidings.why === 'still-bad' || story?.tidings.why === 'new-version';
  if (!isStill) return answer;
  return answer === 'BLOCKED' ? 'STILL BLOCKED' : 'STILL BAD';
}

/**
 * What an alert adds to those before it, in one line, for example
 * `Not good since 2026-11-22 03:00 UTC, for 24 hours. You were last told 24 hours ago.`
 * Nothing where it is the first.
 */
export function storyLines({ tidings, at }: Story): readonly string[] {
  if (tidings.why === 'turned-bad') return [];
  const { badSince, at: lastAt, causes } = tidings.of;
  const since = `Not good since ${momentText(badSince)}, for ${timeBetween(badSince, at)}.`;
  switch (tidings.why) {
    case 'still-bad':
      return [`${since} You were last told ${timeBetween(lastAt, at)} ago.`];
    case 'other-cause':
      return [
        `${since} Another cause than you were told before: ${plainLine(causes.at(-1) ?? 'unknown')}.`,
      ];
    case 'new-version':
      return [`${since} Another version of the secret was put in just now, and it is no better.`];
  }
}
