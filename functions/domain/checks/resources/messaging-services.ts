import type { Check, Judgement } from '../check.ts';
import { resourceCheck } from './judge-resources.ts';

/** A service without a sender is there and sends nothing. */
export const resourceMessagingServices: Check<Judgement> = resourceCheck({
  id: 'resources.messaging-services',
  kind: 'messagingServices',
  noun: 'messaging service',
  also: 'and has a sender',
});
