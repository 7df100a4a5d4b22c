import { type SecretValue, Token } from 'aws-cdk-lib';
import type {
  AlertSelection,
  SubscriberProtocol,
} from '../../../functions/configuration/configuration.ts';

/**
 * An endpoint whose URL is a secret (PagerDuty's integration URL holds its key), so that it stands in no
 * file and in no template. CloudFormation fills it in at deploy. A principal that may list the topic's
 * subscriptions can still read it in SNS.
 */
export interface SecretEndpoint extends Partial<AlertSelection> {
  /** Unique among these endpoints; names the subscription in the stack. */
  readonly id: string;
  /** The whole URL, https only: for example `SecretValue.secretsManager('pagerduty/url')`. */
  readonly url: SecretValue;
}

const FORMS = {
  email: { pattern: /^[^\s@]+@[^\s@]+$/, what: 'an email address', write: 'name@example.com' },
  sms: { pattern: /^\+[1-9]\d{1,14}$/, what: 'an E.164 phone number', write: '+15551230001' },
  https: { pattern: /^https:\/\/[^\s@#]+$/, what: 'an https URL', write: 'https://HOST/PATH' },
} as const;

/**
 * Throws for an endpoint that SNS would not take; one that is known at deployment only is not judged.
 * The error does not repeat a URL, which may hold a key.
 */
export function refuseUnreachable(protocol: SubscriberProtocol, endpoint: string): void {
  const { pattern, what, write } = FORMS[protocol];
  if (Token.isUnresolved(endpoint) || pattern.test(endpoint)) return;
  const shown = protocol === 'https' ? 'An endpoint' : `"${endpoint}"`;
  throw new Error(`${shown} is not ${what}. Write it as ${write}.`);
}
