import { CfnResource, RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { admitAlarms, admitEventBridge } from './alert-topic-access.ts';

/** Who hears of a verdict that is not a pass. */
export interface AlertTopicProps {
  /**
   * Addresses that get the full text. Each must confirm the message that AWS sends it once; until
   * then it gets nothing.
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
   * Encrypts messages at rest. A key of this app gets the statements that alarms and rules need. The
   * policy of an imported key cannot be changed from here: it must let `cloudwatch.amazonaws.com` and
   * `events.amazonaws.com` use `kms:Decrypt` and `kms:GenerateDataKey*`, the latter without a
   * condition, and so must it the publishers of other accounts. Without that AWS drops what they
   * publish and tells nobody.
   * @default - a new customer managed key, rotated each year
   */
  readonly encryptionKey?: kms.IKey;
  /**
   * What becomes of the topic, its policy, its subscriptions and its own key when the stack is
   * deleted. Kept subscriptions need no second confirmation when the topic is imported again.
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The topic for alerts: encrypted, TLS only, with its subscriptions. A standard topic, because FIFO
 * topics deliver neither email nor text messages.
 *
 * CloudWatch alarms of this account may publish to it, and so may EventBridge rules that the CDK
 * targets it with (`targets.SnsTopic` adds the statement; a rule made elsewhere brings its own). A
 * topic policy replaces the one that SNS makes, which allowed the account's own identities: functions
 * and people of the same account publish by their own policies all the same, for which
 * {@link grantPublish} is enough.
 */
export class AlertTopic extends Construct {
  readonly topic: sns.ITopic;

  constructor(scope: Construct, id: string, props: AlertTopicProps = {}) {
    super(scope, id);
    refuseUnreachable(props);
    const masterKey = props.encryptionKey ?? this.createKey();
    const topic = new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true });
    admitAlarms(topic, masterKey);
    admitEventBridge(masterKey);
    // A list that names someone twice is one subscription.
    for (const address of new Set(props.email)) {
      topic.addSubscription(new EmailSubscription(address));
    }
    for (const number of new Set(props.sms)) topic.addSubscription(new SmsSubscription(number));
    if (!props.email?.length && !props.sms?.length) this.warnOfSilence();
    this.topic = topic;
    if (props.removalPolicy !== undefined) this.applyRemovalPolicy(props.removalPolicy);
  }

  /**
   * Lets `grantee` publish alerts: `sns:Publish`, and the topic's key, without which SNS refuses the
   * message.
   */
  grantPublish(grantee: iam.IGrantable): iam.Grant {
    return this.topic.grantPublish(grantee);
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
      'Nobody is subscribed to alerts. Name someone under "alerts", or subscribe to the topic.',
    );
  }
}

function refuseUnreachable({ email = [], sms = [] }: AlertTopicProps): void {
  for (const address of email) {
    if (Token.isUnresolved(address) || /^[^\s@]+@[^\s@]+$/.test(address)) continue;
    throw new Error(`"${address}" is not an email address. Write it as name@example.com.`);
  }
  for (const number of sms) {
    if (Token.isUnresolved(number) || /^\+[1-9]\d{1,14}$/.test(number)) continue;
    throw new Error(`"${number}" is not an E.164 phone number. Write it as +15551230001.`);
  }
}
