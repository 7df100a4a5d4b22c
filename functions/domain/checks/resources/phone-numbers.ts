import type { Check, Judgement } from '../check.ts';
import { resourceCheck } from './judge-resources.ts';

/** The declared numbers, compared exactly, with the declared capabilities. */
export const resourcePhoneNumbers: Check<Judgement> = resourceCheck({
  id: 'resources.phone-numbers',
  kind: 'phoneNumbers',
  noun: 'phone number',
  also: 'and has the declared capabilities',
});
