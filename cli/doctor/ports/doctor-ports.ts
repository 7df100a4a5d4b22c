import type { AlertSubscriptions } from '../../../functions/domain/model/alert-subscriptions.ts';
import type { SecretReference, TwilioRegion } from '../../../functions/domain/model/expectation.ts';
import type { CallOptions, Clock, SecretFailure } from '../../../functions/domain/model/ports.ts';
import type { TwilioQuestion } from '../../../functions/domain/model/twilio-api.ts';

/** What was asked, or why it is not known; `detail` is AWS's error name and text in one line. */
export type Answered<T> =
  | { readonly outcome: 'known'; readonly value: T }
  | { readonly outcome: 'refused' | 'unavailable'; readonly detail: string };

/** Whose credentials are in use: `arn` of a user, role or session. */
export interface AwsIdentity {
  readonly accountId: string;
  readonly arn: string;
}

/** Whether a secret is there and may be described; its value is not read. */
export type SecretAccess =
  | { readonly outcome: 'described'; readonly arn: string }
  | { readonly outcome: 'failed'; readonly failure: SecretFailure; readonly message: string };

/** Whether a host of Twilio answers a request without a credential, with whatever status. */
export interface HostProbe {
  readonly host: string;
  readonly isReachable: boolean;
  /** `HTTP 401`, or why there was no answer. */
  readonly detail: string;
}

/** Which messages a subscription lets through; without a policy every one. */
export interface SubscriptionFilter {
  /** JSON. */
  readonly policy?: string | undefined;
  readonly scope: 'MessageAttributes' | 'MessageBody';
}

/** What `doctor` asks outside its own process. No answer throws. */
export interface DoctorPorts {
  identity(options: CallOptions): Promise<Answered<AwsIdentity>>;
  /** Whether the account's text messages go to verified numbers only, in the Region of the topic. */
  isInSmsSandbox(topicArn: string, options: CallOptions): Promise<Answered<boolean>>;
  /** What SNS may spend on text messages in a month, in USD, in the Region of the topic. */
  smsSpendLimit(topicArn: string, options: CallOptions): Promise<Answered<number>>;
  hasOptedOut(
    question: { readonly topicArn: string; readonly number: string },
    options: CallOptions,
  ): Promise<Answered<boolean>>;
  filterOf(subscriptionArn: string, options: CallOptions): Promise<Answered<SubscriptionFilter>>;
  describeSecret(secret: SecretReference, options: CallOptions): Promise<SecretAccess>;
  probeHost(
    product: TwilioQuestion['product'],
    region: TwilioRegion,
    options: CallOptions,
  ): Promise<HostProbe>;
  readonly subscriptions: AlertSubscriptions;
  readonly clock: Clock;
}
