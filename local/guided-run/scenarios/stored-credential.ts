import type { Scenario } from './scenario.ts';

/** The world of the guided run: the newest version of a secret holds what was valid before. */
export const staleKey: Scenario = {
  name: 'stale-key',
  title: 'The newest version of the secret holds an old API key',
  story: [
    "Production's API key was rotated at Twilio and in the secret.",
    "Then yesterday's secret was restored: AWSCURRENT holds the old key again.",
  ],
  environment: 'production',
  arrange: ({ example }) => {
    const production = example.environment('production');
    production.putSecret({ value: production.staleFields() });
  },
  expected: {
    verdict: 'fail',
    cause: 'credential.stale-version',
    failureType: 'JobFailed',
    says: ['AWSCURRENT is rejected', 'AWSPREVIOUS'],
    twilioRequests: 4,
    twilioAnswers: [200, 401],
  },
};

/** Faults of what a secret holds: an old, a foreign, a damaged or a shared credential. */
export const STORED_CREDENTIAL: readonly Scenario[] = [
  staleKey,
  // The minutes of a managed rotation in which AWSCURRENT names a dead credential.
  {
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
  },
  // Both credentials work; each in the wrong place.
  {
    name: 'swapped-environments',
    title: "Staging and production hold each other's credential",
    story: [
      'A script wrote the right values into the wrong secrets: staging and production are swapped.',
      'Both credentials are valid, so a check that only tries to log in would pass.',
    ],
    environment: 'production',
    arrange: ({ example }) => {
      const staging = example.environment('staging');
      const production = example.environment('production');
      production.putSecret({ value: staging.goodFields() });
      staging.putSecret({ value: production.goodFields() });
    },
    expected: {
      verdict: 'fail',
      cause: 'environment.wrong-account',
      failureType: 'JobFailed',
      says: ['of staging', 'AC217072093cc9fec95faf7f0adf6a8d49'],
      twilioRequests: 4,
      twilioAnswers: [200, 401],
    },
  },
  // `echo secret > file` added a character that no screen shows.
  {
    name: 'trailing-newline',
    title: 'The key secret ends with a line break',
    story: ['The key secret was stored with `echo`, which added a line break at its end.'],
    environment: 'production',
    arrange: ({ example }) => {
      const production = example.environment('production');
      const good = production.goodFields();
      production.putSecret({ value: { ...good, apiKeySecret: `${good['apiKeySecret']}\n` } });
    },
    expected: {
      verdict: 'fail',
      cause: 'credential.whitespace',
      failureType: 'ConfigurationError',
      says: ['apiKeySecret'],
      twilioRequests: 1,
      twilioAnswers: [200],
    },
  },
  // A test pair looks like a live one and sends nothing.
  {
    name: 'test-credentials-in-production',
    title: 'Production holds Twilio test credentials',
    story: [
      "A developer's test pair was copied into production's secret.",
      'Twilio accepts it for sending, and delivers nothing.',
    ],
    environment: 'production',
    arrange: ({ example }) => {
      example.environment('production').putSecret({ value: example.testFields() });
    },
    expected: {
      verdict: 'fail',
      cause: 'credential.test-credentials',
      failureType: 'JobFailed',
      says: ['test credentials', '20008'],
      twilioRequests: 1,
      twilioAnswers: [403],
    },
  },
  // Production's credential is right, and no longer production's alone.
  {
    name: 'shared-credential',
    title: "Development holds a copy of production's credential",
    story: [
      "To debug a problem, a developer copied production's credential into development's secret.",
      'Production itself works; a test in development now sends real messages.',
    ],
    environment: 'production',
    arrange: ({ example }) => {
      const value = example.environment('production').goodFields();
      example.environment('development').putSecret({ value });
    },
    expected: {
      verdict: 'fail',
      cause: 'environment.shared-credential',
      failureType: 'JobFailed',
      says: ['the secret of development holds the same'],
      twilioRequests: 2,
      twilioAnswers: [200],
    },
  },
];
