import { describe, expect, it } from 'vitest';
import { decideAlert } from '../../../../functions/domain/alert-policy/decide-alert.ts';
import type { News } from '../../../../functions/domain/alert-policy/find-news.ts';
import {
  isBad,
  isWatch,
  type JudgedRun,
} from '../../../../functions/domain/alert-policy/judged-run.ts';
import { givenUp, madeGood } from '../../../../functions/domain/alert-policy/settle-claim.ts';
import type { EnvironmentState } from '../../../../functions/domain/history/environment-state.ts';
import type { Trigger } from '../../../../functions/domain/report/report.ts';
import { judged, minute, REMIND_AFTER_HOURS } from './judged.ts';

const SEQUENCES = 400;
const LOOKS = 120;
const FINDINGS = [
  { verdict: 'pass' },
  { verdict: 'pass' },
  { verdict: 'warn' },
  { verdict: 'fail', cause: 'credential.rejected' },
  { verdict: 'fail', cause: 'credential.stale-version' },
  { verdict: 'inconclusive', cause: 'twilio.unavailable' },
  { verdict: 'inconclusive', cause: 'network.unreachable' },
] as const;
const TRIGGERS: readonly Trigger[] = ['schedule', 'schedule', 'schedule', 'pipeline', 'manual'];
/** How an alert ends: sent, refused by SNS, or its process died before it was out. */
type Ending = 'sent' | 'refused' | 'died';

interface Step {
  readonly run: JudgedRun;
  readonly now: Date;
  readonly news: News;
  readonly ending: Ending;
  readonly state: EnvironmentState | undefined;
}

/** Mulberry32: small, and the same sequence for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function play(seed: number, endings: readonly Ending[]): readonly Step[] {
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const steps: Step[] = [];
  let state: EnvironmentState | undefined;
  let atMinute = 0;
  let finding = pick(FINDINGS);
  for (let index = 0; index < LOOKS; index += 1) {
    atMinute += 1 + Math.floor(next() * 240);
    if (next() < 0.4) finding = pick(FINDINGS);
    const run = judged({ atMinute, trigger: pick(TRIGGERS), ...finding });
    const now = minute(atMinute);
    const decision = decideAlert(state, run, { now, remindAfterHours: REMIND_AFTER_HOURS });
    const ending = pick(endings);
    state = after(decision.next ?? state, ending);
    steps.push({ run, now, news: decision.news, ending, state });
  }
  return steps;
}

function after(state: EnvironmentState | undefined, ending: Ending): EnvironmentState | undefined {
  if (state?.claim === undefined || ending === 'died') return state;
  const settle = ending === 'sent' ? madeGood : givenUp;
  return settle(state, state.claim) ?? state;
}

const seeds = Array.from({ length: SEQUENCES }, (_, index) => index + 1);

describe('in any sequence of runs', () => {
  it('a bad run that may not wait is never unknown to people', () => {
    for (const seed of seeds) {
      for (const { run, state } of play(seed, ['sent'])) {
        const isLoud = run.verdict === 'fail' || !isWatch(run.trigger);
        if (isBad(run) && isLoud) expect(state?.told, `seed ${seed}`).toBeDefined();
        if (!isBad(run)) expect(state?.told, `seed ${seed}`).toBeUndefined();
      }
    }
  });

  it('a recovery is told only of something that was told, and once', () => {
    for (const seed of seeds) {
      let isKnownBad = false;
      for (const { news } of play(seed, ['sent'])) {
        if (news.kind === 'recovery') expect(isKnownBad, `seed ${seed}`).toBe(true);
        if (news.kind === 'reminder') expect(isKnownBad, `seed ${seed}`).toBe(true);
        if (news.kind !== 'none') isKnownBad = news.kind !== 'recovery';
      }
    }
  });

  it('nothing is told twice without news in between, but the reminder when it is time', () => {
    for (const seed of seeds) {
      let last: { readonly cause: string | undefined; readonly atMs: number } | undefined;
      for (const { news, run, now } of play(seed, ['sent'])) {
        if (news.kind === 'none') continue;
        if (news.kind === 'alert') expect(last?.cause, `seed ${seed}`).not.toBe(run.cause);
        if (news.kind === 'reminder') {
          const silentMs = now.getTime() - (last?.atMs ?? 0);
          expect(silentMs).toBeGreaterThanOrEqual(REMIND_AFTER_HOURS * 3_600_000 - 300_000);
        }
        last = news.kind === 'recovery' ? undefined : { cause: run.cause, atMs: now.getTime() };
      }
    }
  });

  it('the watch holds back two looks that could not tell, and never a third', () => {
    for (const seed of seeds) {
      let heldBack = 0;
      for (const { news } of play(seed, ['sent'])) {
        heldBack = news.why === 'held-back' ? heldBack + 1 : 0;
        expect(heldBack, `seed ${seed}`).toBeLessThanOrEqual(2);
      }
    }
  });

  it.each(['refused', 'died'] as const)(
    'an alert that was lost (%s) is told again by the next run that finds the same',
    (loss) => {
      for (const seed of seeds) {
        let isKnownBad = false;
        for (const { run, news, ending } of play(seed, ['sent', loss])) {
          const isLoud = run.verdict === 'fail' || !isWatch(run.trigger);
          if (!isKnownBad && isBad(run) && isLoud) expect(news.kind, `seed ${seed}`).toBe('alert');
          if (isKnownBad && !isBad(run)) expect(news.kind, `seed ${seed}`).toBe('recovery');
          if (news.kind !== 'none' && ending === 'sent') isKnownBad = news.kind !== 'recovery';
        }
      }
    },
  );
});
