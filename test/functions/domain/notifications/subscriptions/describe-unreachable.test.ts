import { describe, expect, it } from 'vitest';
import {
  describeUnreachable,
  remediationFor,
  shownEndpoint,
} from '../../../../../functions/domain/notifications/subscriptions/describe-unreachable.ts';

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
    ['deleted', 'was unsubscribed from the alerts, so it gets none.', 'Subscribe it again:'],
    [
      'missing',
      'is declared under "alerts" and not subscribed to the topic',
      'Subscribe it again:',
    ],
  ] as const)('is said of one that is %s', (problem, wrong, remediation) => {
    const unreachable = { ...OPS, problem, topicArn: TOPIC };
    expect(describeUnreachable(unreachable)).toContain(`ops@example.com (email) ${wrong}`);
    expect(remediationFor(unreachable)).toEqual({
      text: expect.stringContaining(remediation),
      command: `aws sns subscribe --topic-arn ${TOPIC} --protocol email --notification-endpoint ops@example.com --region us-east-1`,
    });
  });

  it('names another way for an endpoint', () => {
    const unreachable = {
      protocol: 'https',
      endpoint: 'https://x.example/k3y',
      problem: 'unconfirmed',
    } as const;
    const remediation = remediationFor({ ...unreachable, topicArn: TOPIC });
    expect(remediation.text).toContain('Answer the SubscriptionConfirmation that SNS posted');
    expect(remediation.command).toContain('--notification-endpoint URL ');
    expect(JSON.stringify(remediation) + describeUnreachable(unreachable)).not.toContain('k3y');
  });

  it.each(['a;reboot@x.example', '$(reboot)@x.example', 'a b@x.example', 'arn:aws:sqs:x'])(
    'puts nothing into a command that a shell would obey: %s',
    (endpoint) => {
      const unreachable = {
        protocol: 'email',
        endpoint,
        problem: 'deleted',
        topicArn: TOPIC,
      } as const;
      expect(remediationFor(unreachable).command).toContain('--notification-endpoint ENDPOINT ');
    },
  );

  it('leaves the Region open where the topic names none', () => {
    const unreachable = { ...OPS, problem: 'deleted', topicArn: 'alerts' } as const;
    expect(remediationFor(unreachable).command).not.toContain('--region');
  });
});
