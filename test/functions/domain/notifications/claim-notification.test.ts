import { describe, expect, it } from 'vitest';
import type { JudgedRun } from '../../../../functions/domain/history/judged-run.ts';
import {
  claimNews,
  type Telling,
} from '../../../../functions/domain/notifications/claim-notification.ts';
import { settleTelling } from '../../../../functions/domain/notifications/settle-telling.ts';
import { judged, minute } from '../history/judged.ts';
import { firstState } from '../history/kept.ts';
import {
  type Behaviour,
  createMemoryHistory,
  type MemoryHistory,
} from '../history/kept-in-memory.ts';

const SUBJECT = { environment: 'production', versionStage: 'AWSCURRENT' } as const;
const FAIL = judged({ atMinute: 0, verdict: 'fail' });
const GOOD = judged({ atMinute: 0, verdict: 'pass' });
const UNCERTAIN = judged({ atMinute: 0, verdict: 'inconclusive' });

interface Attempt {
  readonly telling: Telling | undefined;
  readonly trouble: readonly string[];
}

async function claim(
  history: MemoryHistory,
  run: JudgedRun,
  signal: AbortSignal = new AbortController().signal,
): Promise<Attempt> {
  const trouble: string[] = [];
  const telling = await claimNews(SUBJECT, run, {
    history,
    clock: { now: () => minute(0), monotonicMs: () => 0, sleep: async () => undefined },
    randomness: { fraction: () => 0.5, uuid: () => '' },
    remindAfterHours: 24,
    signal,
    onTrouble: (detail) => trouble.push(detail),
  });
  return { telling, trouble };
}

async function settle(
  history: MemoryHistory,
  { telling }: Attempt,
  outcome: 'sent' | 'unsent' = 'sent',
): Promise<readonly string[]> {
  const trouble: string[] = [];
  const { signal } = new AbortController();
  const claimed = telling?.claimed;
  if (claimed === undefined) throw new Error('Nothing was claimed.');
  const onTrouble = (detail: string) => trouble.push(detail);
  await settleTelling(SUBJECT, { claimed, outcome }, { history, signal, onTrouble });
  return trouble;
}

describe('claiming news', () => {
  it('gives the telling to the one who wrote it down', async () => {
    const history = createMemoryHistory();
    const { telling, trouble } = await claim(history, FAIL);
    expect(telling).toMatchObject({ tidings: { kind: 'alert' }, claimed: { revision: 1 } });
    expect(trouble).toEqual([]);
    expect(await claim(history, judged({ atMinute: 0, verdict: 'fail' }))).toEqual({
      telling: undefined,
      trouble: [],
    });
  });

  it('writes down what is no news, and tells nothing', async () => {
    const history = createMemoryHistory();
    expect(await claim(history, GOOD)).toEqual({ telling: undefined, trouble: [] });
    expect(history.state()).toMatchObject({ last: { verdict: 'pass' } });
  });

  it('looks again where another wrote first', async () => {
    const history = createMemoryHistory({ writes: ['conflict', 'works'] });
    expect((await claim(history, FAIL)).telling).toBeDefined();
  });

  it('knows its own claim, whose answer was lost', async () => {
    const history = createMemoryHistory({ writes: ['writes, and says conflict'] });
    const { telling, trouble } = await claim(history, FAIL);
    expect(telling).toMatchObject({ tidings: { why: 'turned-bad' }, claimed: { revision: 1 } });
    expect(trouble).toEqual([]);
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
  ] as const)('tells: %s', async (...row) => {
    const [, behaviour, run, kind] = row;
    const { telling, trouble } = await claim(createMemoryHistory(behaviour), run);
    expect(telling?.tidings.kind).toBe(kind);
    expect(telling?.claimed).toBeUndefined();
    expect(trouble).toEqual(['TypeError']);
  });

  it('tells what it was about to tell where others always write first', async () => {
    const { telling, trouble } = await claim(createMemoryHistory({ writes: ['conflict'] }), FAIL);
    expect(telling).toMatchObject({ tidings: { kind: 'alert' } });
    expect(trouble).toEqual(['Contention']);
  });

  it('tells a recovery too, of what it knew', async () => {
    const at = minute(-60).toISOString();
    const told = { badSince: at, at, causes: ['credential.rejected'] };
    const history = createMemoryHistory({ writes: BROKEN }, firstState({ told }));
    const later = judged({ atMinute: 60 * 24 * 60, verdict: 'pass' });
    expect((await claim(history, later)).telling?.tidings.kind).toBe('recovery');
  });

  it('is given up when time is up', async () => {
    const history = createMemoryHistory({ writes: ['conflict'] });
    const { telling, trouble } = await claim(history, FAIL, AbortSignal.abort());
    expect(telling?.tidings.kind).toBe('alert');
    expect(trouble).toEqual(['AbortError']);
  });
});

describe('settling a claim', () => {
  it('makes it told, or leaves it to the next run', async () => {
    const sent = createMemoryHistory();
    await settle(sent, await claim(sent, FAIL));
    expect(sent.state()).toMatchObject({ told: { causes: ['credential.rejected'] } });
    const unsent = createMemoryHistory();
    await settle(unsent, await claim(unsent, FAIL), 'unsent');
    expect(unsent.state()).not.toHaveProperty('claim');
    expect(unsent.state()).not.toHaveProperty('told');
  });

  it('goes on from what another has written meanwhile', async () => {
    const history = createMemoryHistory({ writes: ['works', 'conflict', 'works'] });
    expect(await settle(history, await claim(history, FAIL))).toEqual([]);
    expect(history.state()).toHaveProperty('told');
  });

  it('is done once, though the answer was lost', async () => {
    const history = createMemoryHistory({ writes: ['works', 'writes, and says conflict'] });
    expect(await settle(history, await claim(history, FAIL))).toEqual([]);
    expect(history.written).toHaveLength(2);
  });

  it.each([
    ['cannot be written', ['works', 'throws'], 'TypeError'],
    ['is always written by others', ['works', 'conflict'], 'Contention'],
  ] as const)('is let be where the history %s: the claim ends', async (_name, writes, detail) => {
    const history = createMemoryHistory({ writes });
    expect(await settle(history, await claim(history, FAIL))).toEqual([detail]);
    expect(history.state()).toHaveProperty('claim');
  });

  it('is nothing where nothing was claimed', async () => {
    const history = createMemoryHistory();
    const claimed = firstState();
    const { signal } = new AbortController();
    const onTrouble = (detail: string) => expect.unreachable(detail);
    const options = { claimed, outcome: 'sent' } as const;
    await settleTelling(SUBJECT, options, { history, signal, onTrouble });
    expect(history.written).toEqual([]);
  });

  it('is nothing where the state is gone', async () => {
    const history = createMemoryHistory({ writes: ['conflict'] });
    const { telling } = await claim(createMemoryHistory(), FAIL);
    expect(await settle(history, { telling, trouble: [] })).toEqual([]);
  });
});
