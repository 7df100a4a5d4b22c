import { expect, it } from 'vitest';
import { fakePorts } from './fake-ports.ts';
import { answering, PRODUCING, SECRETS, verify } from './small-world.ts';

const DECLARED = {
  kind: 'voice',
  from: '+15551230000',
  to: '+15551239999',
  acknowledgeCharges: true,
  maxPerDay: 10,
} as const;

it.each([
  ['declares none', PRODUCING, 0],
  ['declares one', { ...PRODUCING, testCall: DECLARED }, 1],
])('a run that may place a test call does for an environment that %s', async (_, one, times) => {
  let placed = 0;
  const testCall = async () => {
    placed += 1;
    return { outcome: 'not-placed', why: 'trial', replies: [] } as const;
  };
  await verify({ environments: [one] }, fakePorts(SECRETS, answering), { testCall });
  expect(placed).toBe(times);
});
