import { finishEvent, isDue, leaseEvent } from '../history/control-state.ts';
import type { Control, ControlEvent, Controls } from '../model/control.ts';
import { describeDefect } from '../model/describe-defect.ts';
import type { AlertSink, Clock, Log } from '../model/ports.ts';
import { controlAlert } from '../rendering/control-alert.ts';
import { publishAlert } from './publish-alerts.ts';

export interface ControlContext {
  readonly controls: Controls;
  readonly clock: Pick<Clock, 'now'>;
  /** Absent: there is no topic, which is logged. */
  readonly alerts: AlertSink | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const MOST_TRIES = 5;

/**
 * Notifies people of an event of a control where that is due, once: of many processes the one whose write
 * comes first publishes. One that dies before it has published is followed by the next, after a minute.
 * Never throws: what could not be done is logged, and done by the next run of the watch.
 */
export async function notifyControl(
  { id }: Pick<Control, 'id'>,
  event: ControlEvent,
  context: ControlContext,
): Promise<void> {
  const { controls, clock, log } = context;
  try {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const known = await controls.read(id, context);
      const now = clock.now();
      if (known === undefined || !isDue(known, event, now)) return;
      const leased = leaseEvent(known, event, now);
      if ((await controls.put(leased, context)) === 'stored') {
        return await publishLeased(leased, event, context);
      }
    }
    throw new Error('Contention');
  } catch (error) {
    log.error('people were not notified of a control', { ...failure(error), control: id, event });
  }
}

/** Publishes what is leased, and says so in the control. Never throws. */
export async function publishLeased(
  leased: Control,
  event: ControlEvent,
  context: ControlContext,
): Promise<void> {
  const { controls, alerts: sink, log, signal } = context;
  const fields = { control: leased.id, environment: leased.environment, event };
  const isSent = await publishAlert(() => controlAlert(leased, event), {
    sink,
    log,
    fields,
    signal,
  });
  try {
    let known = leased;
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const finished = finishEvent(known, event, isSent ? 'sent' : 'unsent');
      if ((await controls.put(finished, context)) === 'stored') return;
      const next = await controls.read(leased.id, context);
      // A later one has taken the lease, or the control is another one by now.
      const isOurs = next?.notified[event]?.at === leased.notified[event]?.at;
      if (next === undefined || !isOurs) return;
      known = next;
    }
    throw new Error('Contention');
  } catch (error) {
    log.error('a notification may be sent twice', { ...fields, ...failure(error) });
  }
}

function failure(error: unknown): { readonly detail: string } {
  return { detail: describeDefect(error).text };
}
