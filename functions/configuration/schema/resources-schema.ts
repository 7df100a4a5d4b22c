import * as z from 'zod/mini';
import type { DeclaredResources } from '../../domain/model/expectation.ts';
import { described, oneOf, settings, text } from './setting.ts';
import { PHONE_NUMBER } from './subscriber-rules.ts';
import { COUNTRY, sidRule } from './twilio-rules.ts';

const sendsTo = () =>
  described(z._default(z.array(text(COUNTRY), 'must be a list of countries'), []), {
    title: 'Sends to',
    description:
      'Countries by ISO code that the application calls or messages from it: what sending there needs is checked.',
  });

const phoneNumber = settings({
  number: described(text(PHONE_NUMBER), {
    title: 'Number',
    description: 'In E.164, such as +15551230000.',
  }),
  capabilities: described(
    z._default(
      z.array(oneOf(['voice', 'sms', 'mms', 'fax']), 'must be a list of capabilities'),
      [],
    ),
    { title: 'Capabilities', description: 'What the application uses the number for.' },
  ),
  sendsTo: sendsTo(),
});

const MESSAGING_SERVICE = sidRule('MG', 'a messaging service');

/** An entry that is only a SID sends nowhere in particular. */
const messagingService = z.union(
  [
    z.pipe(
      text(MESSAGING_SERVICE),
      z.transform((sid: string) => ({ sid, sendsTo: [] as string[] })),
    ),
    settings({
      sid: described(text(MESSAGING_SERVICE), {
        title: 'SID',
        description: 'SID of the messaging service (MG…).',
      }),
      sendsTo: sendsTo(),
    }),
  ],
  `must be ${MESSAGING_SERVICE.what}, or an object with sid and sendsTo`,
);

function list<Entry extends z.ZodMiniType>(
  entry: Entry,
  title: string,
  description: string,
): z.ZodMiniDefault<z.ZodMiniArray<Entry>> {
  return described(z._default(z.array(entry, 'must be a list'), []), { title, description });
}

/** What the application uses at Twilio; each must be in the declared account. */
export const resourcesSchema: z.ZodMiniType<DeclaredResources> = described(
  settings({
    phoneNumbers: list(
      phoneNumber,
      'Phone numbers',
      'Numbers of this account, with the capabilities that the application uses.',
    ),
    messagingServices: list(
      messagingService,
      'Messaging services',
      'Each by its SID (MG…), or as an object with sid and sendsTo.',
    ),
    applications: list(
      text(sidRule('AP', 'a TwiML application')),
      'TwiML applications',
      'Each by its SID (AP…).',
    ),
    verifyServices: list(
      text(sidRule('VA', 'a Verify service')),
      'Verify services',
      'Each by its SID (VA…).',
    ),
  }),
  {
    title: 'Resources',
    description:
      'What the application uses: each must be in this account, numbers with their capabilities, services with a sender.',
  },
);
