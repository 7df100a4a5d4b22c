import * as z from 'zod/mini';
import type { AlertSelection } from '../configuration.ts';
import { described } from './described.ts';
import { HTTPS_URL } from './https-url.ts';
import { text } from './text-rule.ts';
import { EMAIL, ENVIRONMENT_NAME, PHONE_NUMBER, REMIND_AFTER_HOURS } from './twilio-rules.ts';
import { wholeNumber } from './whole-number.ts';

/** Which alerts an entry wants, as it is written. */
export type SelectionSettings = AlertSelection;

/** `alerts` as it is written, defaults filled in. */
export interface AlertSettings {
  readonly email: readonly (string | ({ readonly address: string } & SelectionSettings))[];
  readonly sms: readonly (string | ({ readonly number: string } & SelectionSettings))[];
  readonly https: readonly ({ readonly url: string } & SelectionSettings)[];
  readonly chat: boolean;
  readonly remindAfterHours: number;
}

/** Who is told. A secret URL has no place here: `secretUrl` in `consistency/` refuses it. */
export const alertsSchema: z.ZodMiniType<AlertSettings, object> = z.strictObject({
  email: described(
    z._default(z.array(z.union([text(EMAIL), subscriber({ address: emailAddress() })])), []),
    {
      title: 'Email addresses',
      description:
        'An address, or an object that says which alerts it gets. Each must confirm its subscription once; one that gets not everything confirms two.',
    },
  ),
  sms: described(
    z._default(z.array(z.union([text(PHONE_NUMBER), subscriber({ number: phoneNumber() })])), []),
    {
      title: 'Phone numbers',
      description:
        'Numbers in E.164 that get a text message, or objects that say which alerts they get.',
    },
  ),
  https: described(z._default(z.array(subscriber({ url: url() })), []), {
    title: 'HTTPS endpoints',
    description:
      'Webhooks that get JSON (docs/alerts.md). A URL that holds a key is a secret and does not belong here.',
  }),
  chat: described(z._default(z.boolean(), false), {
    title: 'Chat',
    description:
      'Make a second topic, for Amazon Q Developer in chat applications (Slack, Microsoft Teams).',
  }),
  remindAfterHours: described(z._default(wholeNumber(REMIND_AFTER_HOURS), 24), {
    title: 'Hours between reminders',
    description:
      'While an environment stays bad people are told again after so many hours. Needs the run history.',
  }),
});

function emailAddress(): z.ZodMiniString {
  return described(text(EMAIL), { title: 'Email address', description: 'Without a display name.' });
}

function phoneNumber(): z.ZodMiniString {
  return described(text(PHONE_NUMBER), {
    title: 'Phone number',
    description: 'A plus sign, the country, the number; no spaces.',
  });
}

function url(): z.ZodMiniString {
  return described(text(HTTPS_URL), {
    title: 'URL',
    description: 'https only, a public host name, no name or password, no key.',
  });
}

/** An object of one setting that says where to, and those that say what. Made anew for each list. */
function subscriber<Shape extends Readonly<Record<string, z.ZodMiniString>>>(
  endpoint: Shape,
): z.ZodMiniObject<Shape & SelectionShape, z.core.$strict> {
  return z.strictObject({ ...endpoint, ...selection() });
}

interface SelectionShape {
  readonly environments: z.ZodMiniExactOptional<z.ZodMiniArray<z.ZodMiniString>>;
  readonly minimumVerdict: z.ZodMiniDefault<
    z.ZodMiniEnum<z.core.util.ToEnum<AlertSelection['minimumVerdict']>>
  >;
}

function selection(): SelectionShape {
  return {
    environments: described(
      z.exactOptional(z.array(text(ENVIRONMENT_NAME)).check(z.minLength(1))),
      {
        title: 'Environments',
        description: 'Only alerts of these. Default: of every environment.',
      },
    ),
    minimumVerdict: described(z._default(z.enum(['inconclusive', 'fail']), 'inconclusive'), {
      title: 'Minimum verdict',
      description:
        'inconclusive (default): everything that is alerted. fail: only what Twilio or AWS definitely refused.',
    }),
  };
}
