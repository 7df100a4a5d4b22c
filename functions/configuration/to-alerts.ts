import type { ConfiguredAlerts, Subscriber, SubscriberProtocol } from './configuration.ts';
import type { AlertSettings, SelectionSettings } from './schema/alerts-schema.ts';

/**
 * The three lists of the file as one list of subscribers with every default filled in; an entry that is
 * only a text gets everything. A name that is listed twice in `environments` counts once.
 */
export function toAlerts({ email, sms, https, ...settings }: AlertSettings): ConfiguredAlerts {
  return {
    subscribers: [
      ...email.map((entry) =>
        typeof entry === 'string'
          ? subscriber('email', entry)
          : subscriber('email', entry.address, entry),
      ),
      ...sms.map((entry) =>
        typeof entry === 'string'
          ? subscriber('sms', entry)
          : subscriber('sms', entry.number, entry),
      ),
      ...https.map((entry) => subscriber('https', entry.url, entry)),
    ],
    ...settings,
  };
}

function subscriber(
  protocol: SubscriberProtocol,
  endpoint: string,
  { environments, minimumVerdict = 'inconclusive' }: Partial<SelectionSettings> = {},
): Subscriber {
  return {
    protocol,
    endpoint,
    minimumVerdict,
    environments: environments && [...new Set(environments)],
  };
}
