import type { Check, Judgement } from '../check.ts';
import { resourceCheck } from './judge-resources.ts';

/** The declared Verify services. */
export const resourceVerifyServices: Check<Judgement> = resourceCheck({
  id: 'resources.verify-services',
  kind: 'verifyServices',
  noun: 'Verify service',
});
