import {
  CreateTopicCommand,
  PublishCommand,
  type PublishCommandInput,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

let aws: LocalAws;
let sns: AwsClients['sns'];
let TopicArn: string;

beforeEach(async () => {
  aws = await startLocalAws();
  sns = clientsFor(aws.endpoint).sns;
  TopicArn = aws.notifications.createTopic('alerts');
});

afterEach(() => aws.close());

function publish(input: Partial<PublishCommandInput>): Promise<unknown> {
  return sns.send(new PublishCommand({ TopicArn, Message: 'm', ...input }));
}

const attribute = (DataType: string, StringValue: string): Partial<PublishCommandInput> => ({
  MessageAttributes: { a: { DataType, StringValue } },
});

describe('Publish refuses', () => {
  it.each<[string, Partial<PublishCommandInput>, string, RegExp]>([
    ['an empty message', { Message: '' }, 'InvalidParameter', /Empty message/],
    [
      'a message of 262,145 bytes',
      { Message: 'x'.repeat(262_145) },
      'InvalidParameter',
      /Message too long/,
    ],
    [
      'a message that is too long with its attributes',
      { Message: 'x'.repeat(262_140), ...attribute('String', 'y') },
      'InvalidParameter',
      /Message too long/,
    ],
    ['an empty subject', { Subject: '' }, 'InvalidParameter', /^Invalid parameter: Subject$/],
    ['a subject of 100 characters', { Subject: 's'.repeat(100) }, 'InvalidParameter', /Subject/],
    ['a subject with a line break', { Subject: 'a\nb' }, 'InvalidParameter', /Subject/],
    ['a subject with a control character', { Subject: 'a\tb' }, 'InvalidParameter', /Subject/],
    [
      '100 characters beyond the BMP',
      { Subject: '\u{1f6a6}'.repeat(100) },
      'InvalidParameter',
      /Subject/,
    ],
    [
      'an unknown message structure',
      { MessageStructure: 'xml' },
      'InvalidParameter',
      /Invalid Message Structure parameter/,
    ],
    [
      'a structured message that is no JSON',
      { MessageStructure: 'json' },
      'InvalidParameter',
      /failed to parse/,
    ],
    [
      'a structured message without default',
      { MessageStructure: 'json', Message: '{"sms":"s"}' },
      'InvalidParameter',
      /No default entry/,
    ],
    [
      'a structured message whose default is no string',
      { MessageStructure: 'json', Message: '{"default":1}' },
      'InvalidParameter',
      /No default entry/,
    ],
    [
      'an attribute without a value',
      attribute('String', ''),
      'InvalidParameterValue',
      /non-empty message attribute value/,
    ],
    ['an attribute of no known type', attribute('Text', 'x'), 'InvalidParameterValue', /type/],
    ['a number that is none', attribute('Number', 'x'), 'InvalidParameterValue', /to number/],
    ['a list that is none', attribute('String.Array', 'x'), 'InvalidParameterValue', /JSON array/],
    [
      'an attribute with a reserved name',
      { MessageAttributes: { 'AWS.x': { DataType: 'String', StringValue: 'x' } } },
      'InvalidParameterValue',
      /attribute name/,
    ],
    [
      'no topic',
      { TopicArn: undefined },
      'InvalidParameter',
      /TopicArn or TargetArn Reason: no value/,
    ],
    [
      'a topic of another Region',
      { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:alerts' },
      'InvalidParameter',
      /TopicArn/,
    ],
    [
      'an unknown topic',
      { TopicArn: 'arn:aws:sns:us-east-1:111122223333:none' },
      'NotFound',
      /^Topic does not exist$/,
    ],
  ])('%s', async (...row) => {
    const [, input, name, message] = row;
    const error = await errorOf(publish(input));
    // The SDK names modelled errors after their classes: InvalidParameter → InvalidParameterException.
    expect(error).toMatchObject({
      name: `${name}Exception`,
      status: name === 'NotFound' ? 404 : 400,
    });
    expect(error.message).toMatch(message);
    expect(aws.notifications.mailbox.list()).toEqual([]);
  });

  it('a topic that denies the caller, until it allows it again', async () => {
    aws.notifications.denyPublish(TopicArn);
    const error = await errorOf(publish({}));
    expect(error).toMatchObject({ status: 403 });
    expect(error.name).toMatch(/^AuthorizationError/);
    expect(error.message).toContain('is not authorized to perform: SNS:Publish on resource: arn:');
    aws.notifications.allowPublish(TopicArn);
    await expect(publish({})).resolves.toHaveProperty('MessageId');
  });
});

describe('Publish accepts', () => {
  it.each<[string, Partial<PublishCommandInput>]>([
    ['a message of 262,144 bytes', { Message: 'x'.repeat(262_144) }],
    ['a subject of 99 characters', { Subject: 's'.repeat(99) }],
    ['a message for a TargetArn', { TopicArn: undefined, TargetArn: 'topic' }],
    ['99 characters beyond the BMP as a subject', { Subject: '\u{1f6a6}'.repeat(99) }],
    ['a subject that is not ASCII', { Subject: 'caf\u00e9' }],
    ['an attribute of a custom type', attribute('String.uuid', '1')],
    ['a number of a custom type', attribute('Number.int', '1')],
    ['a list as an attribute', attribute('String.Array', '["a"]')],
  ])('%s', async (_case, input) => {
    const target = input.TargetArn === undefined ? {} : { TargetArn: TopicArn };
    await expect(publish({ ...input, ...target })).resolves.toHaveProperty('MessageId');
  });
});

describe('other SNS calls refuse', () => {
  it.each([
    ['a protocol that is not delivered', { Protocol: 'sqs', Endpoint: 'arn:queue' }, /Protocol/],
    ['a phone number not in E.164', { Protocol: 'sms', Endpoint: '5551' }, /SMS endpoint/],
    ['an address without a host', { Protocol: 'email', Endpoint: 'ops' }, /Email address/],
  ])('%s', async (_case, input, message) => {
    const error = await errorOf(sns.send(new SubscribeCommand({ TopicArn, ...input })));
    expect(error.message).toMatch(message);
  });

  it.each([
    ['no JSON', '{', /failed to parse/],
    ['an operator that is not offered', '{"a":[{"numeric":["=",1]}]}', /offers lists of values/],
    ['six keys', '{"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]}', /5 keys/],
    ['151 values', JSON.stringify({ a: Array.from({ length: 151 }, String) }), /too complex/],
  ])('a filter policy with %s', async (_case, AttributeValue, message) => {
    const endpoint = { protocol: 'email', endpoint: 'ops@example.com' } as const;
    const SubscriptionArn = aws.notifications.subscribe({ topicArn: TopicArn, ...endpoint });
    const error = await errorOf(
      sns.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn,
          AttributeName: 'FilterPolicy',
          AttributeValue,
        }),
      ),
    );
    expect(error.message).toMatch(message);
  });

  it('an attribute or a subscription they do not know, and a topic name with a dot', async () => {
    const set = (SubscriptionArn: string): Promise<unknown> =>
      sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName: 'Other' }));
    const endpoint = { protocol: 'sms', endpoint: '+15551230001' } as const;
    const known = aws.notifications.subscribe({ topicArn: TopicArn, ...endpoint });
    expect((await errorOf(set(known))).message).toMatch(/AttributeName/);
    expect((await errorOf(set('none'))).status).toBe(404);
    const create = sns.send(new CreateTopicCommand({ Name: 'a.b' }));
    expect((await errorOf(create)).message).toMatch(/Topic Name/);
  });
});
