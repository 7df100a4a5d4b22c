import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../functions/domain/model/alert.ts';
import type { Control } from '../../../../functions/domain/model/control.ts';
import { notifyControl } from '../../../../functions/domain/notifications/notify-control.ts';
import { createRecordedLog } from '../../handlers/recorded-log.ts';
import { type Behaviour, createMemoryControls, snooze } from '../history/controls.ts';

const NOW = new Date('2026-11-28T03:00:00.000Z');

async function notify(
  first: Control | undefined,
  {
    writes,
    during,
    isUnreachable = false,
  }: {
    readonly writes?: readonly Behaviour[];
    readonly isUnreachable?: boolean;
    /** What another writer makes of it while it is published; undefined: it has expired. */
    readonly during?: (control: Control) => Control | undefined;
  } = {},
) {
  const controls = createMemoryControls(first, writes === undefined ? {} : { writes });
  const published: Alert[] = [];
  const { log, lines } = createRecordedLog();
  const context = {
    controls,
    clock: { now: () => NOW },
    alerts: {
      publish: async (alert: Alert) => {
        if (isUnreachable) throw new TypeError('broken');
        published.push(alert);
        const stored = controls.stored();
        if (during === undefined || stored === undefined) return;
        const changed = during(stored);
        if (changed === undefined) controls.lose();
        else await controls.put(changed, { signal });
      },
    },
    log,
    signal: new AbortController().signal,
  };
  const { signal } = context;
  await notifyControl({ id: 'snooze/production' }, 'begun', context);
  return { published, stored: controls.stored(), messages: lines.map(({ message }) => message) };
}

const TWICE = 'a notification may be sent twice';

describe('notifyControl', () => {
  it('publishes what is due, and says so in the control', async () => {
    const { published, stored } = await notify(snooze());
    expect(published).toHaveLength(1);
    expect(stored).toMatchObject({ revision: 3, notified: { begun: { isSent: true } } });
  });

  it('publishes nothing where there is no such control', async () => {
    expect((await notify(undefined)).published).toEqual([]);
  });

  it('publishes after another writer', async () => {
    expect((await notify(snooze(), { writes: ['conflict', 'works'] })).published).toHaveLength(1);
  });

  it.each<readonly [string, readonly Behaviour[]]>([
    ['always comes second', ['conflict']],
    ['cannot write', ['throws']],
  ])('publishes nothing where it %s', async (_name, writes) => {
    const { published, messages } = await notify(snooze(), { writes });
    expect(published).toEqual([]);
    expect(messages).toEqual(['people were not notified of a control']);
  });

  it.each<readonly [string, readonly Behaviour[]]>([
    ['others write all the time', ['works', 'conflict']],
    ['the table is gone', ['works', 'throws']],
  ])('says that it may publish again where after the publish %s', async (_name, writes) => {
    const { published, messages } = await notify(snooze(), { writes });
    expect(published).toHaveLength(1);
    expect(messages.at(-1)).toBe(TWICE);
  });

  it('keeps what another writer changed meanwhile', async () => {
    const endsAt = NOW.toISOString();
    const during = (stored: Control) => ({ ...stored, revision: stored.revision + 1, endsAt });
    const { stored } = await notify(snooze(), { during });
    expect(stored).toMatchObject({ revision: 4, endsAt, notified: { begun: { isSent: true } } });
  });

  it('leaves a control alone that has taken the place of its own', async () => {
    const during = (stored: Control) => ({
      ...stored,
      revision: stored.revision + 1,
      notified: { begun: { at: '2026-11-28T05:00:00.000Z', isSent: false } },
    });
    const { stored, messages } = await notify(snooze(), { during });
    expect(stored).toMatchObject({ revision: 3, notified: { begun: { isSent: false } } });
    expect(messages).not.toContain(TWICE);
  });

  it('leaves a control alone that is gone', async () => {
    const { stored, messages } = await notify(snooze(), { during: () => undefined });
    expect(stored).toBeUndefined();
    expect(messages).not.toContain(TWICE);
  });

  it('leaves what could not be published to the next run', async () => {
    const { stored } = await notify(snooze(), { isUnreachable: true });
    expect(stored).toMatchObject({ revision: 3, notified: {} });
    expect(stored?.notified.begun).toBeUndefined();
  });
});
