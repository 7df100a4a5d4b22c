import type { Control, ControlEvent } from '../model/control.ts';

/** Longer than any publish may take: a notification that is on its way for longer was lost. */
const LEASE_MS = 60_000;

export function overrideId(environment: string, executionId: string): string {
  return `override/${environment}/${executionId}`;
}

export function snoozeId(environment: string): string {
  return `snooze/${environment}`;
}

/** The id that belongs to a control's own members: an item under another one is not believed. */
export function idOfControl(control: Control): string {
  return control.kind === 'override'
    ? overrideId(control.environment, control.executionId)
    : snoozeId(control.environment);
}

/** The longest time that each may have: an override a day, a snooze a week. */
export const LONGEST_MINUTES = { override: 24 * 60, snooze: 7 * 24 * 60 } as const;

/** Whether it has an effect at that time. One that is longer than allowed has none. */
export function isActive({ kind, beganAt, endsAt }: Control, now: Date): boolean {
  const [beganMs, endsMs] = [Date.parse(beganAt), Date.parse(endsAt)];
  const isBounded = endsMs - beganMs <= LONGEST_MINUTES[kind] * 60_000;
  return isBounded && beganMs <= now.getTime() && now.getTime() < endsMs;
}

const EVENTS: readonly ControlEvent[] = ['begun', 'used', 'ended'];

/** What people are still to be notified of, in order. */
export function dueEvents(control: Control, now: Date): readonly ControlEvent[] {
  return EVENTS.filter((event) => isDue(control, event, now));
}

/** Whether an event has happened, and its notification is neither sent nor on its way. */
export function isDue(control: Control, event: ControlEvent, now: Date): boolean {
  if (!hasHappened(control, event, now)) return false;
  const { at, isSent } = control.notified[event] ?? { at: '', isSent: false };
  return !isSent && !(now.getTime() - Date.parse(at) < LEASE_MS);
}

function hasHappened({ used, endsAt }: Control, event: ControlEvent, now: Date): boolean {
  switch (event) {
    case 'begun':
      return true;
    case 'used':
      return used !== undefined;
    case 'ended':
      return Date.parse(endsAt) <= now.getTime();
  }
}

/** The next revision, in which the notification of an event is on its way. */
export function leaseEvent<C extends Control>(control: C, event: ControlEvent, now: Date): C {
  return noted(control, event, { at: now.toISOString(), isSent: false });
}

/** The next revision once that notification is out, or could not be sent and is due again. */
export function finishEvent<C extends Control>(
  control: C,
  event: ControlEvent,
  outcome: 'sent' | 'unsent',
): C {
  const lease = control.notified[event];
  return noted(
    control,
    event,
    outcome === 'sent' && lease ? { ...lease, isSent: true } : undefined,
  );
}

function noted<C extends Control>(
  control: C,
  event: ControlEvent,
  notification: Control['notified'][ControlEvent],
): C {
  return {
    ...control,
    revision: control.revision + 1,
    notified: { ...control.notified, [event]: notification },
  };
}
