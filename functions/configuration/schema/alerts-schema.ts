import * as z from 'zod/mini';
import type { AlertSelection } from '../configuration.ts';
import { described, flag, oneOf, settings, type TextRule, text, wholeNumber } from './setting.ts';
import { EMAIL, HTTPS_URL, PHONE_NUMBER } from './subscriber-rules.ts';
import { ENVIRONMENT_NAME } from './twilio-rules.ts';

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

/** Who is notified. A URL that holds a secret is refused by `consistency/`. */
export const alertsSchema: z.ZodMiniType<AlertSettings, object> = settings({
  email: described(z._default(listOf(entry(EMAIL, { address: emailAddress() })), []), {
    title: 'Email addresses',
    description:
      'An address, or an object that says which alerts it gets. Each must confirm its subscription once; one that gets only some alerts confirms two.',
  }),
  sms: described(z._default(listOf(entry(PHONE_NUMBER, { number: phoneNumber() })), []), {
    title: 'Phone numbers',
    description:
      'Numbers in E.164 that get a text message, or objects that say which alerts they get.',
  }),
  https: described(z._default(listOf(subscriber({ url: url() })), []), {
    title: 'HTTPS endpoints',
    description:
      'Webhooks that get JSON (docs/alerts.md). A URL that holds a key is a secret and does not belong here.',
  }),
  chat: described(z._default(flag(), false), {
    title: 'Chat',
    description:
      'Make a second topic, for Amazon Q Developer in chat applications (Slack, Microsoft Teams).',
  }),
  remindAfterHours: described(z._default(wholeNumber(1, 720), 24), {
    title: 'Hours between reminders',
    description:
      'While an environment stays bad, subscribers are reminded after so many hours. Needs the run history.',
  }),
});

function listOf<Entry extends z.ZodMiniType>(entries: Entry): z.ZodMiniArray<Entry> {
  return z.array(entries, 'must be a list');
}

/** Only the endpoint, or an object that holds it and says which alerts it gets. */
function entry<Endpoint extends Readonly<Record<string, z.ZodMiniString>>>(
  rule: TextRule,
  endpoint: Endpoint,
): z.ZodMiniUnion<[z.ZodMiniString, ReturnType<typeof subscriber<Endpoint>>]> {
  const keys = Object.keys({ ...endpoint, ...selection() }).join(', ');
  return z.union(
    [text(rule), subscriber(endpoint)],
    `must be ${rule.what}, or an object with ${keys}`,
  );
}

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
  return settings({ ...endpoint, ...selection() });
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
      z.exactOptional(
        z
          .array(text(ENVIRONMENT_NAME), 'must be a list of at least one name of an environment')
          .check(z.minLength(1)),
      ),
      {
        title: 'Environments',
        description: 'Only alerts of these. Default: of every environment.',
      },
    ),
    minimumVerdict: described(z._default(oneOf(['inconclusive', 'fail']), 'inconclusive'), {
      title: 'Minimum verdict',
      description:
        'inconclusive (default): everything that is alerted. fail: only what Twilio or AWS definitely refused.',
    }),
  };
}
