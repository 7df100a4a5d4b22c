import type { Facts } from '../facts/facts.ts';
import { testCallMeaning } from '../facts/test-call-meaning.ts';
import type { Check, Judgement } from './check.ts';

/** The declared call or message reached a final state that is expected; says nothing where none is declared. */
export const testCall: Check<Judgement> = {
  id: 'test-call',
  title: 'A real call or message reached an expected final state',
  tier: 'call',
  judge: ({ evidence }: Facts): Judgement => {
    const meaning = testCallMeaning(evidence);
    if (meaning === undefined) return [];
    const times = evidence.testCall?.replies.map(({ durationMs }) => durationMs) ?? [];
    return {
      status: meaning.status,
      message: meaning.message,
      durationMs: Math.max(0, ...times),
    };
  },
};
