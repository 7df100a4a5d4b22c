import { plainLine } from '../../text/plain-line.ts';
import type { UnreachableSubscriber } from './subscription-check.ts';
import type { UnreachableSubscription } from './unreachable-subscribers.ts';

const MAX_ENDPOINT = 100;
/** An address or a number that means nothing to a shell. */
const PLAIN_ENDPOINT = /^(?:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|\+[0-9]+)$/;

/** Where a subscription delivers, as it may be shown: of a URL the host only, its path may be a key. */
export function shownEndpoint({
  protocol,
  endpoint,
}: Pick<UnreachableSubscription, 'protocol' | 'endpoint'>): string {
  const shown = protocol.startsWith('http')
    ? endpoint.replace(/^(https?:\/\/)(?:[^/?#]*@)?([^/?#]*).*$/su, '$1$2/…')
    : endpoint;
  return plainLine(shown).slice(0, MAX_ENDPOINT);
}

/** What is wrong with an unreachable subscription, in a sentence. */
export function describeUnreachable(unreachable: UnreachableSubscription): string {
  const who = `${shownEndpoint(unreachable)} (${unreachable.protocol})`;
  switch (unreachable.problem) {
    case 'unconfirmed':
      return `${who} has not confirmed its subscription to the alerts, so it gets none.`;
    case 'deleted':
      return `${who} was unsubscribed from the alerts, so it gets none.`;
    case 'missing':
      return `${who} is declared under "alerts" and not subscribed to the topic, so it gets none.`;
  }
}

/** A step, and its command to paste. */
export interface Remediation {
  readonly text: string;
  readonly command: string;
}

/**
 * What to do about it. Subscribing again sends the question to confirm once more; CloudFormation does not:
 * to it a subscription that expired is still there. The command has the address where that is plain, else
 * a word for it: a URL may be a key, and a subscriber may have written anything.
 */
export function remediationFor({
  protocol,
  endpoint,
  problem,
  topicArn,
}: UnreachableSubscriber): Remediation {
  const isWebhook = protocol.startsWith('http');
  const place = PLAIN_ENDPOINT.test(endpoint) ? endpoint : isWebhook ? 'URL' : 'ENDPOINT';
  const command = `aws sns subscribe --topic-arn ${topicArn} --protocol ${protocol} --notification-endpoint ${place}${inRegion(topicArn)}`;
  if (problem !== 'unconfirmed') return { text: 'Subscribe it again:', command };
  const link = isWebhook
    ? 'Answer the SubscriptionConfirmation that SNS posted'
    : 'Open the link in the mail "AWS Notification - Subscription Confirmation"';
  return { text: `${link}; it is good for two days. To have another one sent:`, command };
}

/** SNS refuses an ARN of another Region than the one that is asked. */
function inRegion(topicArn: string): string {
  const region = topicArn.split(':')[3] ?? '';
  return region === '' ? '' : ` --region ${region}`;
}
