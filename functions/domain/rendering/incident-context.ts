import type { OpenIncident } from '../model/environment-state.ts';
import type { Notification } from '../model/notification.ts';
import type { EnvironmentReport } from '../model/report.ts';
import type { AlertPayload } from '../model/schemas/alert-schema.ts';
import { momentText, timeBetween } from '../text/moment.ts';
import { plainLine } from '../text/plain-line.ts';

/** Where a message stands in an environment's incident, for machines and filter policies. */
export type IncidentContext = Pick<AlertPayload, 'kind' | 'severity' | 'cause' | 'since'>;

/** What a notification says of its incident, and when. Times are ISO 8601. */
export interface Incident<Kind extends Notification = Notification> {
  readonly notification: Kind;
  /** When it is sent. */
  readonly at: string;
  /** When it turned bad, where that was before the run; default: the run's start. */
  readonly since?: string | undefined;
}

/** An incident that is not over. */
export type OngoingIncident = Incident<Exclude<Notification, { readonly kind: 'recovery' }>>;

/**
 * The context of an alert or a reminder. A reminder is as severe as the worst of its incident, so that it
 * reaches those who know of it, although the last run could not tell.
 */
export function alertContext(
  { verdict, diagnosis }: EnvironmentReport,
  startedAt: string,
  incident: OngoingIncident | undefined,
): IncidentContext {
  const { notification, since } = incident ?? {};
  const kind = notification?.kind ?? 'alert';
  const known = notification && 'of' in notification ? notification.of : undefined;
  const isRefusal = verdict === 'fail' || (kind === 'reminder' && known?.failCause !== undefined);
  return {
    kind,
    severity: isRefusal ? 'critical' : 'warning',
    cause: diagnosis?.cause ?? 'unknown',
    since: known?.badSince ?? since ?? startedAt,
  };
}

/** The context of a recovery: the severity of what is over, so that it reaches those who know of it. */
export function recoveryContext({ badSince, causes, failCause }: OpenIncident): IncidentContext {
  return {
    kind: 'recovery',
    severity: failCause === undefined ? 'warning' : 'critical',
    cause: causes.at(-1) ?? 'unknown',
    since: badSince,
  };
}

/**
 * The gate's answer as the first word of a subject and an SMS: `BLOCKED`, and where it is no better than
 * before `STILL BLOCKED`; of a gate that is open nevertheless `STILL BAD`, since nothing is well there.
 */
export function incidentWord(incident: OngoingIncident | undefined, answer: string): string {
  const why = incident?.notification.why;
  if (why !== 'still-bad' && why !== 'new-version') return answer;
  return answer === 'BLOCKED' ? 'STILL BLOCKED' : 'STILL BAD';
}

/**
 * What an alert adds to those before it, in one line, for example
 * `Not good since 2026-11-22 03:00 UTC, for 24 hours. You were last notified 24 hours ago.`
 * Nothing where it is the first.
 */
export function incidentLines(incident: OngoingIncident | undefined): readonly string[] {
  if (incident === undefined || incident.notification.why === 'turned-bad') return [];
  const { notification, at } = incident;
  const { badSince, at: lastAt, causes } = notification.of;
  const since = `Not good since ${momentText(badSince)}, for ${timeBetween(badSince, at)}.`;
  switch (notification.why) {
    case 'still-bad':
      return [`${since} You were last notified ${timeBetween(lastAt, at)} ago.`];
    case 'other-cause':
      return [`${since} Another cause than before: ${plainLine(causes.at(-1) ?? 'unknown')}.`];
    case 'new-version':
      return [`${since} Another version of the secret was put in just now, and it is no better.`];
  }
}
