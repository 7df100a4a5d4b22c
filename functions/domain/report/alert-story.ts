import type { Tidings } from '../alert-policy/find-news.ts';
import { momentText, timeBetween } from './text/moment.ts';
import { plainLine } from './text/plain-line.ts';

/** An alert or a reminder among others: what people know already, and when it is sent. */
export interface Story {
  readonly tidings: Exclude<Tidings, { readonly kind: 'recovery' }>;
  /** ISO 8601. */
  readonly at: string;
  /** ISO 8601, for news that turned bad: since when, where that was before the run; default: its start. */
  readonly since?: string;
}

/** What goes before the gate's answer in a subject and an SMS: `STILL `, or nothing. */
export function storyWord({ tidings }: Story): string {
  return tidings.kind === 'reminder' || tidings.why === 'new-version' ? 'STILL ' : '';
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
        `${since} Another cause than you were told before: ${plainLine(causes.at(-1) ?? '')}.`,
      ];
    case 'new-version':
      return [`${since} Another version of the secret was put in just now, and it is no better.`];
  }
}
