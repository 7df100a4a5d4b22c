import { describe, expect, it } from 'vitest';
import {
  mendingOf,
  shownEndpoint,
  silenceOf,
} from '../../../../functions/domain/subscriptions/describe-silence.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alerts';
const OPS = { protocol: 'email', endpoint: 'ops@example.com' };

describe('an endpoint, as it is shown,', () => {
  it.each([
    ['is the address', OPS, 'ops@example.com'],
    [
      'is the host of a URL only',
      { protocol: 'https', endpoint: 'https://events.pagerduty.com/integration/k3y/enqueue' },
      'https://events.pagerduty.com/…',
    ],
    [
      'has no query',
      { protocol: 'https', endpoint: 'https://x.example?api_key=k3y' },
      'https://x.example/…',
    ],
    [
      'has no password',
      { protocol: 'http', endpoint: 'http://u:k3y@x.example/\nk3y' },
      'http://x.example/…',
    ],
    ['is one line', { protocol: 'lambda', endpoint: 'arn:\n\u001b[31mx' }, 'arn: x'],
    ['is at most 100 characters', { protocol: 'sqs', endpoint: 'x'.repeat(300) }, 'x'.repeat(100)],
  ])('%s', (_name, one, shown) => {
    expect(shownEndpoint(one)).toBe(shown);
  });
});

describe('what is wrong and what to do', () => {
  it.each([
    [
      'unconfirmed',
      'has not confirmed its subscription to the alerts, so it gets none.',
      'Open the link in the mail',
    ],
    [
      'deleted',
      'was unsubscribed from the alerts, so it gets none.',
      'Subscribe it again: aws sns subscribe',
    ],
    [
      'missing',
      'is declared under "alerts" and not subscribed to the topic',
      'Subscribe it again: aws sns subscribe',
    ],
  ] as const)('is said of one that is %s', (problem, wrong, mending) => {
    const silent = { ...OPS, problem, topicArn: TOPIC };
    expect(silenceOf(silent)).toContain(`ops@example.com (email) ${wrong}`);
    expect(mendingOf(silent)).toContain(mending);
    expect(mendingOf(silent)).toContain(
      `--topic-arn ${TOPIC} --protocol email --notification-endpoint ADDRESS`,
    );
  });

  it('names another way for an endpoint', () => {
    const silent = {
      protocol: 'https',
      endpoint: 'https://x.example/k3y',
      problem: 'unconfirmed',
    } as const;
    const mending = mendingOf({ ...silent, topicArn: TOPIC });
    expect(mending).toContain('Answer the SubscriptionConfirmation that SNS posted');
    expect(mending).toContain('--notification-endpoint URL');
    expect(mending + silenceOf(silent)).not.toContain('k3y');
  });
});
