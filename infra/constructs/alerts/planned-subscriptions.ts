import type {
  Subscriber,
  SubscriberProtocol,
} from '../../../functions/configuration/configuration.ts';
import type { SecretEndpoint } from './alert-endpoint.ts';
import type { PlannedSubscription } from './subscribe.ts';

/** Everybody that a topic's props name. */
interface NamedSubscribers {
  readonly email?: readonly string[];
  readonly sms?: readonly string[];
  readonly subscribers?: readonly Subscriber[];
  readonly secretEndpoints?: readonly SecretEndpoint[];
}

/**
 * All subscribers as one list. Someone named twice is one subscription, of the first of them: SNS keeps
 * no more.
 */
export function plannedSubscriptions(props: NamedSubscribers): readonly PlannedSubscription[] {
  const { email = [], sms = [], subscribers = [], secretEndpoints = [] } = props;
  const named = [
    ...email.map((endpoint) => everything('email', endpoint)),
    ...sms.map((endpoint) => everything('sms', endpoint)),
    ...subscribers,
  ];
  const planned = new Map<string, PlannedSubscription>();
  for (const subscriber of named) {
    const { endpoint } = subscriber;
    if (!planned.has(endpoint)) planned.set(endpoint, { id: endpoint, ...subscriber });
  }
  return [...planned.values(), ...secretEndpoints.map(secretSubscription)];
}

function everything(protocol: SubscriberProtocol, endpoint: string): Subscriber {
  return { protocol, endpoint, minimumVerdict: 'inconclusive' };
}

function secretSubscription({
  id,
  url,
  minimumVerdict = 'inconclusive',
  environments,
}: SecretEndpoint): PlannedSubscription {
  return {
    id,
    protocol: 'https',
    // A reference that CloudFormation resolves at deploy: the URL is in neither app nor template.
    endpoint: url.unsafeUnwrap(),
    minimumVerdict,
    ...(environments !== undefined && { environments }),
  };
}
