import { RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

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
   * Encrypts messages at rest. Its policy must let publishers in other accounts use it.
   * @default - a new customer managed key, rotated each year
   */
  readonly encryptionKey?: kms.IKey;
}

/**
 * The topic for alerts: encrypted, TLS only, with its subscriptions. A standard topic, because FIFO
 * topics deliver neither email nor text messages.
 */
export class AlertTopic extends Construct {
  readonly topic: sns.ITopic;

  constructor(scope: Construct, id: string, props: AlertTopicProps = {}) {
    super(scope, id);
    refuseUnreachable(props);
    const topic = new sns.Topic(this, 'Topic', {
      masterKey: props.encryptionKey ?? this.createKey(),
      enforceSSL: true,
    });
    // A list that names someone twice is one subscription.
    for (const address of new Set(props.email)) {
      topic.addSubscription(new EmailSubscription(address));
    }
    for (const number of new Set(props.sms)) topic.addSubscription(new SmsSubscription(number));
    if (!props.email?.length && !props.sms?.length) this.warnOfSilence();
    this.topic = topic;
  }

  /**
   * Lets `grantee` publish alerts: `sns:Publish`, and the topic's key, without which SNS refuses the
   * message.
   */
  grantPublish(grantee: iam.IGrantable): iam.Grant {
    return this.topic.grantPublish(grantee);
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
