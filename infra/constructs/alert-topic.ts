import { CfnResource, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Subscriber } from '../../functions/configuration/configuration.ts';
import { admitAlarms, admitEventBridge } from './alert-topic-access.ts';
import { refuseUnreachable, type SecretEndpoint } from './alerts/alert-endpoint.ts';
import { isSelective } from './alerts/filter-policy.ts';
import { plannedSubscriptions } from './alerts/planned-subscriptions.ts';
import { subscribe } from './alerts/subscribe.ts';

/** Who hears of a verdict that is not a pass. */
export interface AlertTopicProps {
  /**
   * Addresses that get the full text of everything. Each must confirm the message that AWS sends it
   * once; until then it gets nothing.
   * @default - no email
   */
  readonly email?: readonly string[];
  /**
   * Phone numbers in E.164 form that get one short message. AWS sends it, not Twilio: an alert must
   * not depend on the credentials it is about.
   * @default - no text messages
   */
  readonly sms?: readonly string[];
  /**
   * The subscribers of a configuration (`alerts`), which may choose environments and the least verdict.
   * One that chooses is subscribed twice, to the alerts and to {@link AlertTopic.serviceTopic}: an
   * email address then confirms two messages.
   * @default - none
   */
  readonly subscribers?: readonly Subscriber[];
  /**
   * Endpoints whose URL is a secret, such as PagerDuty's.
   * @default - none
   */
  readonly secretEndpoints?: readonly SecretEndpoint[];
  /**
   * Make a topic for a chat too, see {@link AlertTopic.chatTopic}.
   * @default false
   */
  readonly chat?: boolean;
  /**
   * Encrypts messages at rest. A key of this app gets the statements that alarms and rules need. The
   * policy of an imported key cannot be changed from here: it must let `cloudwatch.amazonaws.com` and
   * `events.amazonaws.com` use `kms:Decrypt` and `kms:GenerateDataKey*`, the latter without a
   * condition, and so must it the publishers of other accounts. Without that AWS drops what they
   * publish, without an error.
   * @default - a new customer managed key, rotated each year
   */
  readonly encryptionKey?: kms.IKey;
  /**
   * What becomes of the topics, their policies, their subscriptions and the key made here when the
   * stack is deleted. Kept subscriptions need no second confirmation when the topic is imported again.
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The topic for alerts: encrypted, TLS only, with its subscriptions. A standard topic, because FIFO
 * topics deliver neither email nor text messages.
 *
 * CloudWatch alarms of this account may publish to it, and so may EventBridge rules of this account once a
 * construct of this library targets it (the CDK's `targets.SnsTopic` admits those of every account). A
 * topic policy replaces the one that SNS makes, which allowed the account's own identities: functions
 * and people of the same account still publish by their own policies, for which
 * {@link grantPublish} is enough.
 */
export class AlertTopic extends Construct {
  readonly topic: sns.ITopic;
  /**
   * For Amazon Q Developer in chat applications (Slack, Microsoft Teams): it renders its own schema
   * only, and drops what goes to {@link topic}. Functions that alert to {@link topic} publish here too.
   */
  readonly chatTopic?: sns.ITopic;
  /**
   * For those who filter, unfiltered: alarms and EventBridge rules publish here too, since no filter
   * policy lets a message without attributes through. Present where a subscriber filters.
   */
  readonly serviceTopic?: sns.ITopic;
  private readonly key: kms.IKey;

  constructor(scope: Construct, id: string, props: AlertTopicProps = {}) {
    super(scope, id);
    const subscriptions = plannedSubscriptions(props);
    for (const { protocol, endpoint } of subscriptions) refuseUnreachable(protocol, endpoint);
    this.key = props.encryptionKey ?? this.createKey();
    const alerts = this.createTopic('Topic');
    admitEventBridge(this.key);
    const services = subscriptions.some(isSelective) ? this.createTopic('Services') : undefined;
    for (const planned of subscriptions) subscribe({ alerts, services }, planned);
    if (subscriptions.length === 0) this.warnOfSilence();
    this.topic = alerts;
    if (services !== undefined) this.serviceTopic = services;
    if (props.chat === true) this.chatTopic = this.createTopic('Chat');
    if (props.removalPolicy !== undefined) this.applyRemovalPolicy(props.removalPolicy);
  }

  /**
   * Lets `grantee` publish alerts: `sns:Publish`, and the topic's key, without which SNS refuses the
   * message.
   */
  grantPublish(grantee: iam.IGrantable): iam.Grant {
    return this.topic.grantPublish(grantee);
  }

  private createTopic(id: string): sns.Topic {
    const topic = new sns.Topic(this, id, { masterKey: this.key, enforceSSL: true });
    admitAlarms(topic, this.key);
    return topic;
  }

  private applyRemovalPolicy(policy: RemovalPolicy): void {
    for (const child of this.node.findAll()) {
      if (CfnResource.isCfnResource(child)) child.applyRemovalPolicy(policy);
    }
  }

  // A customer managed key rather than `alias/aws/sns`: AWS services (EventBridge, CloudWatch alarms)
  // cannot publish to a topic that the AWS managed key encrypts.
  private createKey(): kms.Key {
    return new kms.Key(this, 'Key', {
      description: `Alerts of ${Stack.of(this).stackName}: messages waiting for delivery`,
      enableKeyRotation: true,
      // It protects messages in flight only; nothing is stored that one could want to read later.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private warnOfSilence(): void {
    Validations.of(this).addWarning(
      'twilio-preflight:no-alert-subscription',
      'The alerts have no subscriber. Name one under "alerts", or subscribe to the topic.',
    );
  }
}
