import type { Scenario } from './scenario.ts';

/** The minutes of a managed rotation in which AWSCURRENT names a dead credential. */
export const rotationInProgress: Scenario = {
  name: 'rotation-in-progress',
  title: 'A rotation is under way: AWSCURRENT still holds the old key',
  story: [
    'Production is being rotated: Twilio knows the new key only, AWSPENDING holds it,',
    'and AWSCURRENT still names the old one. While the gate waits, the rotation ends.',
  ],
  environment: 'production',
  arrange: ({ example }) => {
    const production = example.environment('production');
    production.rotateAtTwilio();
    production.putSecret({ value: production.goodFields(), stages: ['AWSPENDING'] });
  },
  whileWaiting: ({ example }) => {
    example.environment('production').putGoodSecret();
  },
  expected: {
    verdict: 'pass',
    cause: 'none',
    says: ['production: pass'],
    twilioRequests: 6,
    twilioAnswers: [200, 401],
  },
};
