import { isAsDocumented, type MagicOrder } from '../../facts/magic-numbers.ts';
import { type FirstQuestion, firstQuestion } from './first-question.ts';

/**
 * Places an order with Twilio's magic numbers. Only of a declared test pair that Twilio's 20008 has proven to
 * be one: a live credential would place it.
 */
export function magic({ subject, collection, form, code }: MagicOrder): FirstQuestion {
  return firstQuestion({
    id: { kind: 'magic', subject },
    applies: ({ round, facts }) =>
      round === 2 &&
      facts.evidence.expectation.credential.kind === 'test' &&
      facts.proof.outcome === 'test-credentials',
    request: ({ own, credential }) => {
      const path = `/2010-04-01/Accounts/${credential.accountSid}/${collection}.json`;
      return own && { product: 'api', path, form, members: ['sid', 'status'], ...own };
    },
    shows: (reply) => (isAsDocumented(reply, code) ? 'as Twilio documents it' : undefined),
    rejected: 'Twilio refuses the order',
    words: {
      asked: `what does Twilio answer to ${subject}, with its magic numbers`,
      why: 'test credentials are proven free of charge by the documented answers',
    },
  });
}
