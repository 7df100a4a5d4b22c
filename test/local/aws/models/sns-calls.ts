import type { Calls } from './seeded-world.ts';

/** SNS's calls. */
export const SNS: Calls = {
  CreateTopic: {
    ok: () => [{ Name: 'new' }],
    refused: () => ({
      InvalidParameter: { Name: 'a.b' },
      ValidationError: { Name: 'new', Attributes: { DisplayName: 'd' } },
    }),
  },
  DeleteTopic: { ok: ({ topicArn }) => [{ TopicArn: topicArn }] },
  ListTopics: {
    ok: () => [{}],
    refused: () => ({ InvalidParameter: { NextToken: 'x' } }),
  },
  Subscribe: {
    ok: ({ topicArn: TopicArn }) => [
      { TopicArn, Protocol: 'sms', Endpoint: '+15551230001' },
      {
        TopicArn,
        Protocol: 'email',
        Endpoint: 'a@example.com',
        Attributes: { FilterPolicy: '{"a":["b"]}' },
      },
    ],
    refused: ({ topicArn: TopicArn }) => ({
      InvalidParameter: { TopicArn, Protocol: 'sqs', Endpoint: 'x' },
      NotFound: { TopicArn: `${TopicArn}x`, Protocol: 'sms', Endpoint: '+15551230001' },
    }),
  },
  Unsubscribe: {
    ok: ({ subscriptionArn: SubscriptionArn }) => [{ SubscriptionArn }],
    refused: () => ({ NotFound: { SubscriptionArn: 'none' } }),
  },
  ConfirmSubscription: {
    ok: ({ topicArn: TopicArn, token: Token }) => [{ TopicArn, Token }],
    refused: ({ topicArn: TopicArn }) => ({
      InvalidParameter: { TopicArn, Token: 'x' },
      NotFound: { TopicArn: `${TopicArn}x`, Token: 'x' },
    }),
  },
  ListSubscriptionsByTopic: {
    ok: ({ topicArn: TopicArn }) => [{ TopicArn }],
    refused: ({ topicArn: TopicArn }) => ({
      NotFound: { TopicArn: `${TopicArn}x` },
      InvalidParameter: { TopicArn, NextToken: 'x' },
    }),
  },
  SetSubscriptionAttributes: {
    ok: ({ subscriptionArn: SubscriptionArn }) => [
      { SubscriptionArn, AttributeName: 'FilterPolicy', AttributeValue: '{"a":["b"]}' },
    ],
    refused: ({ subscriptionArn: SubscriptionArn }) => ({
      NotFound: { SubscriptionArn: 'none', AttributeName: 'FilterPolicy' },
      InvalidParameter: { SubscriptionArn, AttributeName: 'Other' },
    }),
  },
  Publish: {
    ok: ({ topicArn: TopicArn }) => [
      {
        TopicArn,
        Message: 'm',
        Subject: 's',
        MessageAttributes: { a: { DataType: 'String', StringValue: 'x' } },
      },
    ],
    refused: ({ topicArn: TopicArn }) => ({
      NotFound: { TopicArn: `${TopicArn}x`, Message: 'm' },
      InvalidParameter: { TopicArn, Message: '' },
      ParameterValueInvalid: {
        TopicArn,
        Message: 'm',
        MessageAttributes: { a: { DataType: 'Other', StringValue: 'x' } },
      },
      AuthorizationError: { TopicArn: TopicArn.replace(/alerts$/, 'denied'), Message: 'm' },
      ValidationError: { PhoneNumber: '+15551230001', Message: 'm' },
    }),
  },
  GetSubscriptionAttributes: {
    ok: ({ subscriptionArn: SubscriptionArn }) => [{ SubscriptionArn }],
    refused: () => ({ NotFound: { SubscriptionArn: 'none' } }),
  },
  GetSMSAttributes: { ok: () => [{}] },
  CheckIfPhoneNumberIsOptedOut: { ok: () => [{ phoneNumber: '+15551230001' }] },
  GetSMSSandboxAccountStatus: { ok: () => [{}] },
};
