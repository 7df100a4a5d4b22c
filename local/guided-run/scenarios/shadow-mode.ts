import { OTHER_DECLARATIONS } from './other-declarations.ts';
import type { Scenario } from './scenario.ts';

/** How to introduce the gate: it judges and alerts, and lets the release through. */
export const shadowMode: Scenario = {
  name: 'shadow-mode',
  title: 'A stale Auth Token, with the gate in shadow mode',
  story: [
    'Development declares "mode": "shadow": judge, report and alert, but never block.',
    'Its secret holds an Auth Token that was rotated away.',
  ],
  environment: 'development',
  declared: OTHER_DECLARATIONS,
  arrange: ({ example }) => {
    const development = example.environment('development');
    development.putSecret({ value: development.staleFields() });
  },
  expected: {
    verdict: 'fail',
    cause: 'credential.stale-version',
    says: ['shadow', 'AWSCURRENT is rejected'],
    twilioRequests: 3,
    twilioAnswers: [200, 401],
  },
};
