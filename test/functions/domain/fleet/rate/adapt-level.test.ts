import { describe, expect, it } from 'vitest';
import {
  adaptLevel,
  firstLevel,
  type Observation,
} from '../../../../../functions/domain/fleet/rate/adapt-level.ts';
import {
  type Level,
  NOTHING_SEEN,
  type Seen,
} from '../../../../../functions/domain/fleet/rate/request-budget.ts';

const NOW_MS = 1_000_000;
const EARLIER = { raisedAtMs: NOW_MS - 10_000, loweredAtMs: NOW_MS - 10_000 };
const LEVEL: Level = { limit: 20, isOut: false, ...EARLIER, concurrent: 0 };

interface Case {
  readonly title: string;
  readonly level?: Partial<Level>;
  readonly seen?: Partial<Seen>;
  readonly leased?: number;
  readonly after: Partial<Level>;
}

const CASES: readonly Case[] = [
  { title: 'rises by 1 while it is used', after: { limit: 21, raisedAtMs: NOW_MS } },
  { title: 'stays where nothing was answered', seen: { answered: 0 }, after: { limit: 20 } },
  { title: 'stays where it is not used up', leased: 12, after: { limit: 20 } },
  { title: 'stays with a failure among the answers', seen: { failed: 1 }, after: { limit: 20 } },
  {
    title: 'stays for 2 s after it rose',
    level: { raisedAtMs: NOW_MS - 1_000 },
    after: { limit: 20 },
  },
  { title: 'rises no further than 100', level: { limit: 100 }, leased: 100, after: { limit: 100 } },
  { title: 'doubles below its ramp', level: { rampTo: 60 }, after: { limit: 40 } },
  { title: 'doubles to the end of its ramp', level: { rampTo: 25.5 }, after: { limit: 26 } },
  {
    title: 'falls to 80 % where Twilio refuses, and remembers where that was',
    level: { rampTo: 60 },
    seen: { refused: 3 },
    after: { limit: 16, refusedAt: 20, rampTo: undefined, loweredAtMs: NOW_MS },
  },
  {
    title: 'remembers the permits in use where they were fewer',
    seen: { refused: 1 },
    leased: 8,
    after: { limit: 16, refusedAt: 8 },
  },
  {
    title: 'never falls below 1',
    level: { limit: 1 },
    seen: { refused: 1 },
    leased: 0,
    after: { limit: 1, refusedAt: 1 },
  },
  {
    title: 'falls once for all refusals within 4 s',
    level: { loweredAtMs: NOW_MS - 3_000 },
    seen: { refused: 5 },
    after: { limit: 20 },
  },
  { title: 'stops below where it was refused', level: { refusedAt: 21 }, after: { limit: 20 } },
  {
    title: 'tries again where it was refused after a minute, and forgets it',
    level: { refusedAt: 21, loweredAtMs: NOW_MS - 60_000 },
    after: { limit: 21, refusedAt: undefined },
  },
  {
    title: 'falls to 90 % where the account has more requests than before, beyond ours',
    level: { concurrent: 20 },
    seen: { concurrent: 26 },
    after: { limit: 18, concurrent: 26, loweredAtMs: NOW_MS },
  },
  {
    title: 'does so once in 4 s',
    level: { concurrent: 20, loweredAtMs: NOW_MS - 3_000 },
    seen: { concurrent: 26 },
    after: { limit: 20, concurrent: 20 },
  },
  {
    title: 'rises where its own requests are what grows',
    level: { concurrent: 10 },
    seen: { concurrent: 19 },
    after: { limit: 21, concurrent: 19 },
  },
  {
    title: 'is a single request in an outage, with half of itself as its ramp',
    seen: { answered: 0, failed: 3 },
    after: { limit: 1, isOut: true, rampTo: 10, loweredAtMs: NOW_MS },
  },
  {
    title: 'keeps its ramp while the outage lasts',
    level: { limit: 1, isOut: true, rampTo: 10 },
    seen: { answered: 0, failed: 4 },
    after: { limit: 1, isOut: true, rampTo: 10 },
  },
  {
    title: 'waits for an answer in an outage',
    level: { limit: 1, isOut: true, rampTo: 10 },
    seen: { answered: 0 },
    after: { limit: 1, isOut: true },
  },
  {
    title: 'begins at 2 with the first answer after an outage',
    level: { limit: 1, isOut: true, rampTo: 10 },
    after: { limit: 2, isOut: false, rampTo: 10, raisedAtMs: NOW_MS },
  },
];

describe('the level of requests at once', () => {
  it.each(CASES)('$title', ({ level, seen, leased = 20, after }) => {
    const observation: Observation = {
      seen: { ...NOTHING_SEEN, answered: 10, ...seen },
      leased,
      nowMs: NOW_MS,
    };
    expect(adaptLevel({ ...LEVEL, ...level }, observation)).toMatchObject(after);
  });

  it('begins at 10, with a ramp to 20', () => {
    expect(firstLevel(NOW_MS)).toMatchObject({ limit: 10, rampTo: 20, isOut: false });
  });
});
