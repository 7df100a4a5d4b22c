import * as z from 'zod/mini';
import type { DeclaredTestCall } from '../../domain/model/expectation.ts';
import { described, oneOf, settings, text, wholeNumber } from './setting.ts';
import { PHONE_NUMBER } from './subscriber-rules.ts';
import { sidRule } from './twilio-rules.ts';

/** A real call or message; which states belong to which kind is asked by `consistency/`. */
export const testCallSchema: z.ZodMiniType<DeclaredTestCall> = described(
  settings({
    kind: described(oneOf(['voice', 'message']), {
      title: 'Kind',
      description: 'A call that says a sentence (at most 30 s), or a text message.',
    }),
    from: described(z.exactOptional(text(PHONE_NUMBER)), {
      title: 'From',
      description: 'A number of this account, in E.164.',
    }),
    messagingService: described(z.exactOptional(text(sidRule('MG', 'a messaging service'))), {
      title: 'Messaging service',
      description: 'Chooses the sender of a message, in place of from.',
    }),
    to: described(text(PHONE_NUMBER), {
      title: 'To',
      description: 'A number of yours that answers, in E.164. It is shown in reports.',
    }),
    expect: described(
      z.exactOptional(
        z
          .array(
            oneOf([
              'completed',
              'busy',
              'no-answer',
              'failed',
              'canceled',
              'delivered',
              'undelivered',
              'sent',
            ]),
            'must be a list of final states',
          )
          .check(z.minLength(1, 'must have at least one final state')),
      ),
      {
        title: 'Expected states',
        description:
          'Final states that are good. Default: completed of a call, delivered of a message.',
      },
    ),
    acknowledgeCharges: described(
      z.literal(true, 'must be true: each test call or message costs money, at your Twilio rates'),
      {
        title: 'Charges acknowledged',
        description: 'True: you know that each deployment pays for a call or a message.',
      },
    ),
    maxPerDay: described(z._default(wholeNumber(1, 1000), 10), {
      title: 'At most … per day',
      description: 'Of this environment on a day in UTC; beyond it the gate warns and places none.',
    }),
  }),
  {
    title: 'Test call',
    description:
      'A real call or message of every pipeline execution, when all other checks are good. It costs money.',
  },
);
