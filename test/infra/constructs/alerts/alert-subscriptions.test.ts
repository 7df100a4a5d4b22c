import { SecretValue } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { Subscriber } from '../../../../functions/configuration/configuration.ts';
import { AlertTopic, type AlertTopicProps } from '../../../../infra/constructs/alert-topic.ts';
import { testStack } from '../../synthesise.ts';

function subscriber(changes: Partial<Subscriber> = {}): Subscriber {
  return {
    protocol: 'email',
    endpoint: 'ops@example.com',
    minimumVerdict: 'inconclusive',
    ...changes,
  };
}

function topicOf(props: AlertTopicProps) {
  const stack = testStack();
  const construct = new AlertTopic(stack, 'Alerts', props);
  const template = Template.fromStack(stack);
  const subscriptions = Object.values(template.findResources('AWS::SNS::Subscription')).map(
    ({ Properties }) => Properties,
  );
  const of = (topic: AlertTopic['topic'] | undefined) =>
    subscriptions.filter(
      ({ TopicArn }) => JSON.stringify(TopicArn) === JSON.stringify(stack.resolve(topic?.topicArn)),
    );
  return { construct, template, subscriptions, of };
}

describe('a subscriber of a configuration', () => {
  it('is subscribed once and unfiltered where it wants everything', () => {
    const { construct, subscriptions, template } = topicOf({ subscribers: [subscriber()] });
    expect(subscriptions).toEqual([
      { Protocol: 'email', Endpoint: 'ops@example.com', TopicArn: expect.anything() },
    ]);
    expect(construct.serviceTopic).toBeUndefined();
    template.resourceCountIs('AWS::SNS::Topic', 1);
  });

  it.each<readonly [string, Partial<Subscriber>, object]>([
    [
      'environments',
      { environments: ['staging', 'production'] },
      { environment: ['staging', 'production', { exists: false }] },
    ],
    ['a fail at least', { minimumVerdict: 'fail' }, { severity: ['critical', { exists: false }] }],
    [
      'both',
      { minimumVerdict: 'fail', environments: ['production'] },
      {
        environment: ['production', { exists: false }],
        severity: ['critical', { exists: false }],
      },
    ],
  ])(
    'is filtered where it wants %s, and hears of AWS itself unfiltered',
    (_name, changes, policy) => {
      const { construct, of } = topicOf({ subscribers: [subscriber(changes)] });
      expect(of(construct.topic)).toMatchObject([{ FilterPolicy: policy }]);
      const [service, ...more] = of(construct.serviceTopic);
      expect(more).toEqual([]);
      expect(service).toMatchObject({ Endpoint: 'ops@example.com' });
      expect(service).not.toHaveProperty('FilterPolicy');
    },
  );

  it('that wants everything is not told twice what AWS publishes, although others filter', () => {
    const { construct, of } = topicOf({
      subscribers: [
        subscriber(),
        subscriber({ endpoint: 'cto@example.com', minimumVerdict: 'fail' }),
      ],
    });
    expect(of(construct.serviceTopic)).toMatchObject([{ Endpoint: 'cto@example.com' }]);
    expect(of(construct.topic)).toHaveLength(2);
  });

  it('at an endpoint gets the envelope of SNS, and retries for most of an hour', () => {
    const endpoint = 'https://hooks.example.com/twilio';
    const { subscriptions } = topicOf({
      subscribers: [subscriber({ protocol: 'https', endpoint })],
    });
    expect(subscriptions).toEqual([
      {
        Protocol: 'https',
        Endpoint: endpoint,
        TopicArn: expect.anything(),
        DeliveryPolicy: {
          healthyRetryPolicy: {
            minDelayTarget: 5,
            maxDelayTarget: 300,
            numRetries: 10,
          },
        },
      },
    ]);
  });

  it('is subscribed once where the props name it, too', () => {
    const { subscriptions } = topicOf({
      email: ['ops@example.com'],
      subscribers: [subscriber({ minimumVerdict: 'fail' })],
    });
    expect(subscriptions).toHaveLength(1);
    expect(subscriptions[0]).not.toHaveProperty('FilterPolicy');
  });

  it.each([
    [149, 'inconclusive', true],
    [150, 'inconclusive', false],
    [74, 'fail', true],
    [75, 'fail', false],
  ] as const)('may name %i environments with %s: %s', (length, minimumVerdict, isAllowed) => {
    const environments = Array.from({ length }, (_, index) => `e${index}`);
    const make = () => topicOf({ subscribers: [subscriber({ environments, minimumVerdict })] });
    if (isAllowed) expect(make).not.toThrow();
    else {
      expect(make).toThrow(
        `ops@example.com names ${length} environments; SNS filters by at most ${length - 1} here. Name fewer, or leave "environments" out for all.`,
      );
    }
  });

  it('is refused where SNS would not take it, without repeating a URL', () => {
    const endpoint = 'http://hooks.example.com/k3y';
    const make = () => topicOf({ subscribers: [subscriber({ protocol: 'https', endpoint })] });
    expect(make).toThrow('An endpoint is not an https URL. Write it as https://HOST/PATH.');
  });
});

describe('an endpoint whose URL is a secret', () => {
  it('stands in the template as a reference', () => {
    const { construct, of } = topicOf({
      secretEndpoints: [
        {
          id: 'PagerDuty',
          url: SecretValue.secretsManager('pagerduty/url'),
          minimumVerdict: 'fail',
        },
        { id: 'Datadog', url: SecretValue.secretsManager('datadog/url') },
      ],
    });
    expect(of(construct.topic)).toMatchObject([
      {
        Protocol: 'https',
        Endpoint: '{{resolve:secretsmanager:pagerduty/url:SecretString:::}}',
        FilterPolicy: { severity: ['critical', { exists: false }] },
      },
      { Endpoint: '{{resolve:secretsmanager:datadog/url:SecretString:::}}' },
    ]);
    expect(of(construct.serviceTopic)).toHaveLength(1);
  });
});

describe('the chat', () => {
  it('is a topic of its own, encrypted with the same key', () => {
    const { construct, template, of } = topicOf({ chat: true, email: ['ops@example.com'] });
    template.resourceCountIs('AWS::KMS::Key', 1);
    const topics = Object.values(template.findResources('AWS::SNS::Topic'));
    expect(topics).toHaveLength(2);
    expect(topics[0]?.['Properties']).toEqual(topics[1]?.['Properties']);
    expect(of(construct.chatTopic)).toEqual([]);
  });

  it('is not there unless it is asked for', () => {
    expect(topicOf({}).construct.chatTopic).toBeUndefined();
  });
});

it('opens the one key once, however many topics there are', () => {
  const { template } = topicOf({
    chat: true,
    subscribers: [subscriber({ minimumVerdict: 'fail' })],
  });
  template.resourceCountIs('AWS::SNS::Topic', 3);
  template.resourceCountIs('AWS::SNS::TopicPolicy', 3);
  const [key] = Object.values(template.findResources('AWS::KMS::Key'));
  const services = key?.['Properties'].KeyPolicy.Statement.map(
    ({ Principal }: { readonly Principal: { readonly Service?: string } }) => Principal.Service,
  );
  expect(services).toEqual([undefined, 'cloudwatch.amazonaws.com', 'events.amazonaws.com']);
});
