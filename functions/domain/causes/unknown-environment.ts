import type { Cause } from './cause.ts';

/** What was asked for is not declared. No evidence shows it: an error of the run names it. */
export const unknownEnvironment: Cause = {
  id: 'config.unknown-environment',
  failureType: 'ConfigurationError',
  diagnose: () => undefined,
};
