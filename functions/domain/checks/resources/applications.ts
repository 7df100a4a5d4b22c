import type { Check, Judgement } from '../check.ts';
import { resourceCheck } from './judge-resources.ts';

/** The declared TwiML applications. */
export const resourceApplications: Check<Judgement> = resourceCheck({
  id: 'resources.applications',
  kind: 'applications',
  noun: 'TwiML application',
});
