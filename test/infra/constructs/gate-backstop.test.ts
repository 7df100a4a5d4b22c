import { Match, Template } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import { AlertTopic } from '../../../infra/constructs/alert-topic.ts';
import { GateBackstop } from '../../../infra/constructs/gate-backstop.ts';
import { eventPattern } from '../../../local/events/event-pattern.ts';
import { testStack } from '../synthesise.ts';

function backstop(...watched: readonly string[]): Template {
  const stack = testStack();
  const alertTopic = new sns.Topic(stack, 'Topic');
  const actionNames = ['Check'];
  const made = new GateBackstop(stack, 'Backstop', { alertTopic, actionNames });
  for (const name of watched) made.watch(name);
  return Template.fromStack(stack);
}

describe('GateBackstop', () => {
  it('hears of failed gates that gave no answer, and of no other failure', () => {
    backstop().hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.codepipeline'],
        'detail-type': ['CodePipeline Action Execution State Change'],
        detail: {
          state: ['FAILED'],
          action: [{ wildcard: '*TwilioGate*' }, 'Check'],
          type: { category: ['Invoke'], provider: ['Lambda'] },
          'execution-result': {
            $or: [
              { 'external-execution-id': [{ exists: false }] },
              { 'external-execution-summary': [{ wildcard: '*failed to return a result*' }] },
            ],
          },
        },
      },
    });
  });

  const GAVE_UP = 'The AWS Lambda function Gate failed to return a result. Check the function …';

  it.each([
    { name: 'no answer', result: { 'external-execution-summary': GAVE_UP }, hears: true },
    {
      name: 'no answer, and an id of CodePipeline',
      result: { 'external-execution-id': 'e-1', 'external-execution-summary': GAVE_UP },
      hears: true,
    },
    { name: 'no result at all', result: {}, hears: true },
    {
      name: "the gate's own answer",
      result: {
        'external-execution-id': 'run-1',
        'external-execution-summary': 'production: fail',
      },
      hears: false,
    },
  ])('hears of a failed gate with $name: $hears', ({ result, hears }) => {
    const [rule] = Object.values(backstop().findResources('AWS::Events::Rule'));
    const detail = { state: 'FAILED', action: 'TwilioGate', 'execution-result': result };
    const event = {
      source: 'aws.codepipeline',
      'detail-type': 'CodePipeline Action Execution State Change',
      detail: { ...detail, type: { category: 'Invoke', provider: 'Lambda' } },
    };
    expect(eventPattern(rule?.['Properties'].EventPattern)(event)).toBe(hears);
  });

  it('looks for each further name once, and not for those it finds anyway', () => {
    backstop('Other', 'Other', 'App.TwilioGate').hasResourceProperties('AWS::Events::Rule', {
      EventPattern: Match.objectLike({
        detail: Match.objectLike({ action: [{ wildcard: '*TwilioGate*' }, 'Check', 'Other'] }),
      }),
    });
  });

  it('tells the topic in lines that say what is wrong, how sure that is and what to do', () => {
    const stack = testStack('us-east-1');
    new GateBackstop(stack, 'Backstop', { alertTopic: new sns.Topic(stack, 'Topic') });
    const rules = Template.fromStack(stack).findResources('AWS::Events::Rule');
    const [target] = Object.values(rules)[0]?.['Properties'].Targets ?? [];
    expect(target.Arn).toEqual({ Ref: expect.stringMatching(/^Topic/) });
    const lines = target.InputTransformer.InputTemplate.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^"BLOCKED <.*>: the Twilio gate gave no answer in stage <.*>/),
      expect.stringMatching(/^"How sure: /),
      expect.stringMatching(/^"What to do first: /),
    ]);
    expect(lines.at(-1)).toMatch(/^"https:\/\/<region>\.console\.aws\.amazon\.com\/codesuite\//);
  });

  it('tells a chat in the schema that it renders', () => {
    const stack = testStack();
    const { topic: alertTopic } = new AlertTopic(stack, 'Alerts', { chat: true });
    new GateBackstop(stack, 'Backstop', { alertTopic });
    const [rule] = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
    const targets: readonly { InputTransformer: { InputTemplate: string } }[] =
      rule?.['Properties'].Targets ?? [];
    const templates = targets.map(({ InputTransformer }) => InputTransformer.InputTemplate);
    expect(templates).toHaveLength(2);
    expect(JSON.parse(templates[1] ?? '')).toMatchObject({
      version: '1.0',
      source: 'custom',
      content: { textType: 'client-markdown', title: expect.stringMatching(/^BLOCKED </) },
    });
  });

  it('may be heard by the topic: EventBridge publishes as a service, for this account alone', () => {
    backstop().hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: 'sns:Publish',
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ],
      },
    });
  });
});
