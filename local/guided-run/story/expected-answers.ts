import type { ExpectedAnswer } from '../scenarios/scenario.ts';

/** Staging's Main key lists its numbers and reads its own account. */
export const STAGING_OPENS: ExpectedAnswer = {
  verdict: 'pass',
  cause: 'none',
  says: ['staging: pass'],
  twilioRequests: 2,
  twilioAnswers: [200],
};

/**
 * Production's Standard key lists its numbers; the auditor reads the account. Who was told of the trouble
 * is told that it is over.
 */
export const PRODUCTION_OPENS: ExpectedAnswer = {
  verdict: 'pass',
  cause: 'none',
  says: ['production: pass'],
  twilioRequests: 2,
  twilioAnswers: [200],
  isAlerted: true,
};
