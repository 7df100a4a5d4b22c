import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../../functions/domain/model/schemas/history-schema.ts';
import {
  finishNotification,
  type LeasedNotification,
  leaseNotification,
} from '../../../../functions/domain/notifications/lease-notification.ts';
import {
  type Behaviour,
  createMemoryHistory,
  type MemoryHistory,
} from '../history/memory-history.ts';
import { judged, minute } from '../history/runs.ts';
import { firstState } from '../history/stored.ts';

const FAIL = judged({ atMinute: 0, verdict: 'fail' });
const GOOD = judged({ atMinute: 0, verdict: 'pass' });
const UNCERTAIN = judged({ atMinute: 0, verdict: 'inconclusive' });

interface Attempt {
  readonly leased: LeasedNotification | undefined;
  readonly errors: readonly string[];
}

async function lease(
  history: MemoryHistory,
  run: RunSummary,
  signal: AbortSignal = new AbortController().signal,
): Promise<Attempt> {
  const errors: string[] = [];
  const leased = await leaseNotification(run, {
    history,
    clock: { now: () => minute(0), monotonicMs: () => 0, sleep: async () => undefined },
    randomness: { fraction: () => 0.5, uuid: () => '' },
    remindAfterHours: 24,
    signal,
    onHistoryError: (detail) => errors.push(detail),
  });
  return { leased, errors };
}

async function finish(
  history: MemoryHistory,
  { leased: taken }: Attempt,
  outcome: 'sent' | 'unsent' = 'sent',
): Promise<readonly string[]> {
  const errors: string[] = [];
  const { signal } = new AbortController();
  const leased = taken?.leased;
  if (leased === undefined) throw new Error('Nothing was leased.');
  const onHistoryError = (detail: string) => errors.push(detail);
  await finishNotification(FAIL, { leased, outcome }, { history, signal, onHistoryError });
  return errors;
}

describe('leasing a notification', () => {
  it('gives it to the one who wrote the lease', async () => {
    const history = createMemoryHistory();
    const { leased, errors } = await lease(history, FAIL);
    expect(leased).toMatchObject({ notification: { kind: 'alert' }, leased: { revision: 1 } });
    expect(errors).toEqual([]);
    expect(await lease(history, judged({ atMinute: 0, verdict: 'fail' }))).toEqual({
      leased: undefined,
      errors: [],
    });
  });

  it('writes down a run that needs none, and gives nothing', async () => {
    const history = createMemoryHistory();
    expect(await lease(history, GOOD)).toEqual({ leased: undefined, errors: [] });
    expect(history.state()).toMatchObject({ last: { verdict: 'pass' } });
  });

  it('tries again where another wrote first', async () => {
    const history = createMemoryHistory({ writes: ['conflict', 'works'] });
    expect((await lease(history, FAIL)).leased).toBeDefined();
  });

  it('knows its own lease, whose answer was lost', async () => {
    const history = createMemoryHistory({ writes: ['writes, and says conflict'] });
    const { leased, errors } = await lease(history, FAIL);
    expect(leased).toMatchObject({ notification: { why: 'turned-bad' }, leased: { revision: 1 } });
    expect(errors).toEqual([]);
    expect(history.written).toHaveLength(1);
  });
});

const BROKEN: Behaviour[] = ['throws'];

describe('a history that cannot be used', () => {
  it.each([
    ['a fail, unread', { reads: BROKEN }, FAIL, 'alert'],
    ['an inconclusive look, unread', { reads: BROKEN }, UNCERTAIN, 'alert'],
    ['a good run, unread', { reads: BROKEN }, GOOD, undefined],
    ['a fail, unwritten', { writes: BROKEN }, FAIL, 'alert'],
    ['a look that would be held back, unwritten', { writes: BROKEN }, UNCERTAIN, 'alert'],
    ['a good run, unwritten', { writes: BROKEN }, GOOD, undefined],
  ] as const)('notifies of: %s', async (...row) => {
    const [, behaviour, run, kind] = row;
    const { leased, errors } = await lease(createMemoryHistory(behaviour), run);
    expect(leased?.notification.kind).toBe(kind);
    expect(leased?.leased).toBeUndefined();
    expect(errors).toEqual(['TypeError']);
  });

  it('notifies as it was about to where others always write first', async () => {
    const { leased, errors } = await lease(createMemoryHistory({ writes: ['conflict'] }), FAIL);
    expect(leased).toMatchObject({ notification: { kind: 'alert' } });
    expect(errors).toEqual(['Contention']);
  });

  it('notifies of a recovery too, of what it knew', async () => {
    const at = minute(-60).toISOString();
    const openIncident = { badSince: at, at, causes: ['credential.rejected'] };
    const history = createMemoryHistory({ writes: BROKEN }, firstState({ openIncident }));
    const later = judged({ atMinute: 60 * 24 * 60, verdict: 'pass' });
    expect((await lease(history, later)).leased?.notification.kind).toBe('recovery');
  });

  it('is given up when time is up', async () => {
    const history = createMemoryHistory({ writes: ['conflict'] });
    const { leased, errors } = await lease(history, FAIL, AbortSignal.abort());
    expect(leased?.notification.kind).toBe('alert');
    expect(errors).toEqual(['AbortError']);
  });
});

describe('finishing a notification', () => {
  it('opens the incident, or leaves it to the next run', async () => {
    const sent = createMemoryHistory();
    await finish(sent, await lease(sent, FAIL));
    expect(sent.state()).toMatchObject({ openIncident: { causes: ['credential.rejected'] } });
    const unsent = createMemoryHistory();
    await finish(unsent, await lease(unsent, FAIL), 'unsent');
    expect(unsent.state()?.lease).toBeUndefined();
    expect(unsent.state()?.openIncident).toBeUndefined();
  });

  it('goes on from what another has written meanwhile', async () => {
    const history = createMemoryHistory({ writes: ['works', 'conflict', 'works'] });
    expect(await finish(history, await lease(history, FAIL))).toEqual([]);
    expect(history.state()?.openIncident).toBeDefined();
  });

  it('is done once, though the answer was lost', async () => {
    const history = createMemoryHistory({ writes: ['works', 'writes, and says conflict'] });
    expect(await finish(history, await lease(history, FAIL))).toEqual([]);
    expect(history.written).toHaveLength(2);
  });

  it.each([
    ['cannot be written', ['works', 'throws'], 'TypeError'],
    ['is always written by others', ['works', 'conflict'], 'Contention'],
  ] as const)('is let be where the history %s: the lease ends', async (_name, writes, detail) => {
    const history = createMemoryHistory({ writes });
    expect(await finish(history, await lease(history, FAIL))).toEqual([detail]);
    expect(history.state()?.lease).toBeDefined();
  });

  it('is nothing where nothing was leased', async () => {
    const history = createMemoryHistory();
    const leased = firstState();
    const { signal } = new AbortController();
    const onHistoryError = (detail: string) => expect.unreachable(detail);
    const options = { leased, outcome: 'sent' } as const;
    await finishNotification(FAIL, options, { history, signal, onHistoryError });
    expect(history.written).toEqual([]);
  });

  it('is nothing where the state is gone', async () => {
    const history = createMemoryHistory({ writes: ['conflict'] });
    const { leased } = await lease(createMemoryHistory(), FAIL);
    expect(await finish(history, { leased, errors: [] })).toEqual([]);
  });
});
