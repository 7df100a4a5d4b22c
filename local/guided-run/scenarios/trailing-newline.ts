import type { Scenario } from './scenario.ts';

/** `echo secret > file` added a character that no screen shows. */
export const trailingNewline: Scenario = {
  name: 'trailing-newline',
  title: 'The key secret ends with a line break',
  story: ['Somebody stored the key secret with `echo`, which added a line break at its end.'],
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
};
