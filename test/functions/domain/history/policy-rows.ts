import type { Look } from './runs.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

const REJECTED = { verdict: 'fail', cause: 'credential.rejected' } as const;
const STALE = { verdict: 'fail', cause: 'credential.stale-version' } as const;
const DOWN = { verdict: 'inconclusive', cause: 'twilio.unavailable' } as const;
const LIMITED = { verdict: 'inconclusive', cause: 'twilio.rate-limited' } as const;
const GOOD = { verdict: 'pass' } as const;
const GATE = { trigger: 'pipeline' } as const;
const PERSON = { trigger: 'manual' } as const;
const NEW_SECRET = { trigger: 'secret-change' } as const;

/** A story of one environment, and what people are told of it. */
export interface Row {
  readonly name: string;
  /** Each with what it is told as. */
  readonly looks: readonly (readonly [Omit<Look, 'atMinute'>, string, number?])[];
}

/** The third member is the minute; an hour after the look before where absent. */
export const ROWS: readonly Row[] = [
  {
    name: 'nothing is told while all is well',
    looks: [
      [GOOD, 'good'],
      [GOOD, 'good'],
    ],
  },
  {
    name: 'a fail that the watch finds first is told at once',
    looks: [
      [GOOD, 'good'],
      [REJECTED, 'turned-bad'],
      [REJECTED, 'already-notified'],
    ],
  },
  {
    name: 'a first run that is bad is told',
    looks: [[{ ...REJECTED, ...GATE }, 'turned-bad']],
  },
  {
    name: 'five retries of a blocked stage are one alert',
    looks: [
      [{ ...REJECTED, ...GATE, jobId: 'a' }, 'turned-bad', 0],
      [{ ...REJECTED, ...GATE, jobId: 'b' }, 'already-notified', 2],
      [{ ...REJECTED, ...GATE, jobId: 'c' }, 'already-notified', 4],
      [{ ...REJECTED, ...GATE, jobId: 'd' }, 'already-notified', 6],
      [{ ...REJECTED, ...GATE, jobId: 'e' }, 'already-notified', 8],
    ],
  },
  {
    name: 'the watch is silent about what a gate told an hour ago',
    looks: [
      [{ ...REJECTED, ...GATE }, 'turned-bad'],
      [REJECTED, 'already-notified'],
    ],
  },
  {
    name: 'one reminder a day while it stays, and one recovery',
    looks: [
      [REJECTED, 'turned-bad', 0],
      [REJECTED, 'already-notified', DAY - HOUR],
      [REJECTED, 'still-bad', DAY],
      [REJECTED, 'already-notified', DAY + HOUR],
      [REJECTED, 'already-notified', 2 * DAY - HOUR],
      [REJECTED, 'still-bad', 2 * DAY],
      [GOOD, 'good-again', 2 * DAY + HOUR],
      [GOOD, 'good', 2 * DAY + 2 * HOUR],
    ],
  },
  {
    name: 'a schedule that is some seconds early reminds all the same',
    looks: [
      [REJECTED, 'turned-bad', 0],
      [REJECTED, 'still-bad', DAY - 1],
    ],
  },
  {
    name: 'another cause is news, and so is the first one when it returns',
    looks: [
      [REJECTED, 'turned-bad'],
      [STALE, 'other-cause'],
      [STALE, 'already-notified'],
      [REJECTED, 'other-cause'],
    ],
  },
  {
    name: 'a reminder is counted from the last alert, not from the first',
    looks: [
      [REJECTED, 'turned-bad', 0],
      [STALE, 'other-cause', 20 * HOUR],
      [STALE, 'already-notified', DAY],
      [STALE, 'still-bad', 44 * HOUR],
    ],
  },
  {
    name: 'the watch speaks of what it cannot tell at the third look in a row',
    looks: [
      [DOWN, 'held-back'],
      [LIMITED, 'held-back'],
      [DOWN, 'turned-bad'],
      [DOWN, 'already-notified'],
      [GOOD, 'good-again'],
    ],
  },
  {
    name: 'an inconclusive look that was never told needs no recovery, and the count begins anew',
    looks: [
      [DOWN, 'held-back'],
      [DOWN, 'held-back'],
      [GOOD, 'good'],
      [DOWN, 'held-back'],
      [DOWN, 'held-back'],
      [{ verdict: 'warn' }, 'good'],
      [DOWN, 'held-back'],
    ],
  },
  {
    name: 'deliveries of one event within two minutes are one look',
    looks: [
      [DOWN, 'held-back', 0],
      [DOWN, 'held-back', 0],
      [DOWN, 'held-back', 1],
      [DOWN, 'held-back', 60],
      [DOWN, 'turned-bad', 120],
    ],
  },
  {
    name: 'a gate or a person that could not be told hears at once',
    looks: [
      [{ ...DOWN, ...GATE }, 'turned-bad', 0],
      [{ ...DOWN, ...PERSON }, 'already-notified', 1],
      [GOOD, 'good-again', 2],
      [{ ...DOWN, ...PERSON }, 'turned-bad', 3],
    ],
  },
  {
    name: 'a gate speaks of what the watch holds back',
    looks: [
      [DOWN, 'held-back', 0],
      [{ ...DOWN, ...GATE }, 'turned-bad', 1],
      [DOWN, 'already-notified', 60],
    ],
  },
  {
    name: 'an outage that shows itself in several ways is told once for each',
    looks: [
      [{ ...DOWN, ...GATE }, 'turned-bad', 0],
      [{ ...LIMITED, ...GATE }, 'other-cause', 3],
      [{ ...DOWN, ...GATE }, 'already-notified', 6],
      [{ ...LIMITED, ...GATE }, 'already-notified', 9],
    ],
  },
  {
    name: 'an outage while it is bad is no recovery, and its end is no news',
    looks: [
      [REJECTED, 'turned-bad'],
      [DOWN, 'already-notified'],
      [DOWN, 'already-notified'],
      [DOWN, 'other-cause'],
      [REJECTED, 'already-notified'],
      [GOOD, 'good-again'],
    ],
  },
  {
    name: 'what could not be told turns out to be a fail: that is news',
    looks: [
      [{ ...DOWN, ...GATE }, 'turned-bad'],
      [REJECTED, 'other-cause'],
      [REJECTED, 'already-notified'],
    ],
  },
  {
    name: 'a held back look reminds where it is time',
    looks: [
      [REJECTED, 'turned-bad', 0],
      [DOWN, 'still-bad', DAY],
      [REJECTED, 'already-notified', DAY + HOUR],
    ],
  },
  {
    name: 'flapping between definite answers is told at each turn',
    looks: [
      [REJECTED, 'turned-bad', 0],
      [GOOD, 'good-again', 10],
      [REJECTED, 'turned-bad', 20],
      [GOOD, 'good-again', 30],
    ],
  },
  {
    name: 'a warning is good',
    looks: [
      [{ verdict: 'warn', cause: 'credential.over-privileged' }, 'good'],
      [REJECTED, 'turned-bad'],
      [{ verdict: 'warn' }, 'good-again'],
      [{ verdict: 'warn' }, 'good'],
    ],
  },
  {
    name: 'a secret that was put in and is bad too is told once: somebody waits to hear',
    looks: [
      [REJECTED, 'turned-bad', 0],
      [{ ...REJECTED, ...NEW_SECRET, versionId: 'v2' }, 'new-version', 5],
      [{ ...REJECTED, ...NEW_SECRET, versionId: 'v2' }, 'already-notified', 6],
      [{ ...REJECTED, versionId: 'v2' }, 'already-notified', 60],
      [{ ...REJECTED, versionId: 'v3' }, 'already-notified', 120],
    ],
  },
  {
    name: 'a changed secret that could not be judged waits for the next looks',
    looks: [
      [{ ...DOWN, ...NEW_SECRET, versionId: 'v2' }, 'held-back', 0],
      [{ ...DOWN, trigger: 'fleet' }, 'held-back', 60],
      [DOWN, 'turned-bad', 120],
    ],
  },
  {
    name: 'a job that sent an alert sends no other, whatever it finds when it comes again',
    looks: [
      [{ ...REJECTED, ...GATE, jobId: 'a' }, 'turned-bad', 0],
      [{ ...STALE, ...GATE, jobId: 'a' }, 'same-job', 1],
      [{ ...GOOD, ...GATE, jobId: 'a' }, 'same-job', 2],
      [{ ...GOOD, ...GATE, jobId: 'b' }, 'good-again', 3],
      [{ ...REJECTED, ...GATE, jobId: 'a' }, 'same-job', 4],
    ],
  },
  {
    name: 'a bad run without a diagnosis is told like any other cause',
    looks: [
      [{ verdict: 'inconclusive', ...GATE, cause: 'unknown' }, 'turned-bad'],
      [{ verdict: 'inconclusive', ...GATE, cause: 'unknown' }, 'already-notified'],
    ],
  },
];
