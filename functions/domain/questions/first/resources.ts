import type { ResourceLookup } from '../../facts/resource-lookups.ts';
import { type FirstQuestion, firstQuestion } from './first-question.ts';

/** Asks about a declared resource with the environment's own credential, as soon as it is known what to ask. */
export function resourceLookup({ subject, ...lookup }: ResourceLookup): FirstQuestion {
  return firstQuestion({
    ...aboutResource(subject),
    applies: ({ own }) => own !== undefined,
    request: ({ own }) => own && { ...lookup, ...own },
  });
}

/** The question that the evidence names, to read its reply by. */
export function resourceQuestion(subject: string): FirstQuestion {
  return firstQuestion({
    ...aboutResource(subject),
    applies: () => false,
    request: () => undefined,
  });
}

function aboutResource(
  subject: string,
): Pick<Parameters<typeof firstQuestion>[0], 'id' | 'shows' | 'rejected' | 'words'> {
  return {
    id: { kind: 'resource', subject },
    shows: (reply, accountSid) => {
      if (reply.kind !== 'resource') return undefined;
      const owner = reply.body['account_sid'];
      if (owner === undefined) return 'a list';
      return owner === accountSid ? 'it is in this account' : 'it is in another account';
    },
    rejected: 'Twilio refuses this request',
    words: { asked: `what is ${subject} to the credential`, why: 'the application uses it' },
  };
}
