import { expect, it } from 'vitest';
import { createAlertSubscriptions } from '../../../../functions/adapters/aws/create-alert-subscriptions.ts';
import { startLocalWorld } from './start-local-world.ts';
import { type Respond, raw, startStandIn, xml } from './start-stand-in.ts';

const { signal } = new AbortController();
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alerts';

/** No limit that a slow machine could reach, but where no answer comes. */
function list(topicArn = TOPIC, requestTimeoutMs = 60_000) {
  return createAlertSubscriptions({ requestTimeoutMs }).list(topicArn, { signal });
}

const silence: Respond = () => undefined;

it('lists who has confirmed, who has not, and who left', async () => {
  const aws = await startLocalWorld();
  const topicArn = aws.notifications.createTopic('alerts');
  const add = (endpoint: string, isConfirmed: boolean) =>
    aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint, isConfirmed });
  add('a@example.com', true);
  add('b@example.com', false);
  aws.notifications.unsubscribe(add('c@example.com', true));
  expect(await list(topicArn)).toEqual({
    outcome: 'listed',
    isComplete: true,
    subscriptions: [
      {
        protocol: 'email',
        endpoint: 'a@example.com',
        state: 'confirmed',
        arn: expect.stringContaining(`${topicArn}:`),
      },
      { protocol: 'email', endpoint: 'b@example.com', state: 'unconfirmed' },
      { protocol: 'email', endpoint: 'c@example.com', state: 'deleted' },
    ],
  });
});

it('reads page after page', async () => {
  const aws = await startLocalWorld();
  const topicArn = aws.notifications.createTopic('alerts');
  for (let index = 0; index < 250; index += 1) {
    const endpoint = `u${index}@example.com`;
    aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint });
  }
  const listing = await list(topicArn);
  expect(listing).toMatchObject({ outcome: 'listed', isComplete: true });
  expect(listing.outcome === 'listed' && listing.subscriptions).toHaveLength(250);
});

it('says so for a topic that is not there', async () => {
  const aws = await startLocalWorld();
  expect(await list(`arn:aws:sns:${aws.region}:${aws.accountId}:none`)).toEqual({
    outcome: 'not-found',
    detail: 'NotFoundException: Topic does not exist',
  });
});

const page = (next: string): Respond =>
  xml(
    200,
    `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult><Subscriptions><member><SubscriptionArn>${TOPIC}:1</SubscriptionArn></member></Subscriptions>${next}</ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
  );

it('stops after a thousand, and then knows of nobody that he is missing', async () => {
  const aws = await startStandIn(page('<NextToken>more</NextToken>'));
  const listing = await list();
  expect(listing).toMatchObject({ outcome: 'listed', isComplete: false });
  expect(aws.requests).toHaveLength(10);
  expect(aws.requests[0]?.region).toBe('eu-west-1');
});

it.each<[string, Respond, object]>([
  [
    'a denial',
    xml(
      403,
      '<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>',
    ),
    { outcome: 'denied', detail: 'AuthorizationErrorException: no' },
  ],
  ['an HTML page', raw(200, '<html>'), { outcome: 'unavailable' }],
  ['an empty answer', raw(200, ''), { outcome: 'unavailable' }],
  ['a 503', raw(503, 'busy'), { outcome: 'unavailable' }],
  ['silence', silence, { outcome: 'unavailable', detail: 'No answer from SNS in time.' }],
])('does not throw for %s, and asks once', async (_name, respond, listing) => {
  const aws = await startStandIn(respond);
  const isSilent = respond === silence;
  expect(await list(TOPIC, isSilent ? 300 : undefined)).toMatchObject(listing);
  // A stalled machine may reach the limit of silence before the request arrives; it is never sent twice.
  expect(isSilent ? Math.max(1, aws.requests.length) : aws.requests.length).toBe(1);
});
