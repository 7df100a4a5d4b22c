import { startLocalAws } from '../../local/aws/start-local-aws.ts';
import { seedExampleWorld } from '../../local/example-world/seed-example-world.ts';
import { startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';

/** What this process tells the one that forked it, once everything stands. */
export interface WorldAddresses {
  readonly awsEndpoint: string;
  readonly twilioOrigin: string;
}

// The servers have a process of their own, so that what they do is not counted as work of those who
// ask them.
const [, , configFile] = process.argv;
const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
await seedExampleWorld({ aws, twilio, ...(configFile === undefined ? {} : { configFile }) });
// The gate looks up who is subscribed.
const topicArn = aws.notifications.createTopic('alerts');
aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@example.com' });
process.once('disconnect', () => process.exit());
process.send?.({
  awsEndpoint: aws.endpoint,
  twilioOrigin: twilio.origin,
} satisfies WorldAddresses);
