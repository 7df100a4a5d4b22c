import { plainLine } from '../report/text/plain-line.ts';
import type { SilentSubscription } from './silent-subscriptions.ts';
import type { Silence } from './subscription-check.ts';

const MAX_ENDPOINT = 100;

/** Where a subscription delivers, as it may be shown: of a URL the host only, its path may be a key. */
export function shownEndpoint({
  protocol,
  endpoint,
}: Pick<SilentSubscription, 'protocol' | 'endpoint'>): string {
  const shown = protocol.startsWith('http')
    ? endpoint.replace(/^(https?:\/\/)(?:[^/?#]*@)?([^/?#]*).*$/su, '$1$2/…')
    : endpoint;
  return plainLine(shown).slice(0, MAX_ENDPOINT);
}

/** What is wrong with a silent subscription, in a sentence. */
export function silenceOf(silent: SilentSubscription): string {
  const who = `${shownEndpoint(silent)} (${silent.protocol})`;
  switch (silent.problem) {
    case 'unconfirmed':
      return `${who} has not confirmed its subscription to the alerts, so it gets none.`;
    case 'deleted':
      return `${who} was unsubscribed from the alerts, so it gets none.`;
    case 'missing':
      return `${who} is declared under "alerts" and not subscribed to the topic, so it gets none.`;
  }
}

/**
 * What to do about it, in a sentence. Subscribing again sends the question to confirm once more;
 * CloudFormation does not: to it a subscription that expired is still there.
 */
export function mendingOf({ protocol, problem, topicArn }: Silence): string {
  const place = protocol.startsWith('http') ? 'URL' : 'ADDRESS';
  const again = `aws sns subscribe --topic-arn ${topicArn} --protocol ${protocol} --notification-endpoint ${place}`;
  if (problem !== 'unconfirmed') return `Subscribe it again: ${again}`;
  const link = protocol.startsWith('http')
    ? 'Answer the SubscriptionConfirmation that SNS posted'
    : 'Open the link in the mail "AWS Notification - Subscription Confirmation"';
  return `${link}; it is good for two days. For another one: ${again}`;
}
