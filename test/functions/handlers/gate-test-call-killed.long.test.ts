import { beforeAll, describe, expect, it } from 'vitest';
import { deliverKilled, type Kill, type Played } from './killed-deliveries.ts';

const EXECUTION = 'abababab-1111-4222-8333-444444444444';
const PHASES = ['before', 'after'] as const;
/** Beyond the calls of a delivery: one that finds the call by a list makes more of them. */
const MOST_CALLS = 24;

let whole: Played;

beforeAll(async () => {
  whole = await deliverKilled([]);
});

/**
 * The last answer is the final one, and only one: open where the call was placed, since it completed;
 * inconclusive where it never was and that cannot be known.
 */
function expectRight({ calls, answers }: Played): void {
  expect(calls.length).toBeLessThanOrEqual(1);
  const final = answers.filter(({ outcome }) => outcome !== 'continue');
  expect(final).toHaveLength(1);
  expect(answers.at(-1)).toBe(final[0]);
  expect(final[0]).toMatchObject(
    calls.length === 1
      ? { outcome: 'success' }
      : { outcome: 'failure', message: expect.stringContaining('may have been placed') },
  );
}

const kills = (howMany: number): readonly Kill[] =>
  Array.from({ length: howMany }, (_, index) => index + 1).flatMap((at) =>
    PHASES.map((phase) => ({ at, phase })),
  );

describe.each([
  ['with the id of an execution', EXECUTION],
  ['without one', undefined],
])('ten deliveries of a job that places a test call, %s', (_, executionId) => {
  it('place one call, and answer once', async () => {
    const played = await deliverKilled([], executionId);
    expectRight(played);
    expect(played.calls).toHaveLength(1);
  });

  it('place one at most where the first is killed at any call of a port', async () => {
    for (const kill of kills(whole.firstCalls)) {
      expectRight(await deliverKilled([kill], executionId));
    }
  });

  it('place one at most where one after the other is killed at the same call', async () => {
    for (const kill of kills(MOST_CALLS)) {
      expectRight(await deliverKilled(new Array(5).fill(kill), executionId));
    }
  });

  it('place one at most where each is killed a call later than the one before', async () => {
    for (const phase of PHASES) {
      const later = Array.from({ length: 8 }, (_unused, index) => ({ at: 4 + index, phase }));
      expectRight(await deliverKilled(later, executionId));
    }
  });
});
