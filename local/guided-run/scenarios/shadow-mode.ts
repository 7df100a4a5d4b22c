import type { Scenario } from './scenario.ts';

/** How to introduce the gate: it judges and alerts, and lets the release through. */
export const shadowMode: Scenario = {
  name: 'shadow-mode',
  title: 'The stale token again, with the gate in shadow mode',
  story: [
    'Production declares "mode": "shadow": judge, report and alert, but never block.',
    'Its secret holds the old key secret, as in stale-token.',
  ],
  environment: 'production',
  declared: { mode: 'shadow' },
  arrange: ({ example }) => {
    const production = example.environment('production');
    production.putSecret({ value: production.staleFields() });
  },
  expected: {
    verdict: 'fail',
    cause: 'credential.rejected',
    says: ['shadow', 'Twilio rejects API key'],
    twilioRequests: 2,
    twilioAnswers: [200, 401],
  },
};
