import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { dueEvents, isActive } from '../../domain/history/control-state.ts';
import type { Control, Controls } from '../../domain/model/control.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { Report } from '../../domain/model/report.ts';
import { notifyControl } from '../../domain/notifications/notify-control.ts';
import { snoozeSentence } from '../../domain/rendering/control-sentences.ts';
import { type Invocation, msUntil } from '../run/invocation.ts';
import { addNotices } from '../run/subscription-notices.ts';

/** For all that people are still to be notified of. */
const LONGEST_MS = 10_000;

/**
 * Notifies people of overrides and snoozes that have ended, and of what another function could not notify
 * them of. Returns the report with the snoozes of its environments. Never throws.
 */
export async function withControls(
  report: Report,
  controls: Controls,
  invocation: Invocation,
): Promise<Report> {
  const { clock, alerts, log } = invocation.base;
  const limits = { clock, limitMs: Math.min(LONGEST_MS, msUntil('alertsMs', invocation)) };
  let known: readonly Control[] = [];
  try {
    await withTimeLimit(limits, async (signal) => {
      known = await controls.list({ signal });
      const context = { controls, clock, alerts, log, signal };
      for (const control of known) {
        for (const event of dueEvents(control, clock.now())) {
          await notifyControl(control, event, context);
        }
      }
    });
  } catch (error) {
    const { text: detail } = describeDefect(error);
    log.error('overrides and snoozes could not be read', { runId: report.runId, detail });
  }
  return addNotices(report, snoozeNotices(report, known, clock.now()));
}

function snoozeNotices({ environments }: Report, controls: readonly Control[], now: Date) {
  const names = environments.map(({ name }) => name);
  return controls
    .filter((one) => one.kind === 'snooze' && names.includes(one.environment) && isActive(one, now))
    .map((one) => ({ code: 'control.snoozed', message: `${snoozeSentence(one)}.` }) as const);
}
