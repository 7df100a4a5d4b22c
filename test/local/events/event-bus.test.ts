import { expect, it } from 'vitest';
import type { LocalEvent } from '../../../local/events/event-bus.ts';
import {
  createEventBus,
  type EventRule,
  type TargetInput,
} from '../../../local/events/event-bus.ts';
import { eventPattern } from '../../../local/events/event-pattern.ts';

const EVENT: LocalEvent = {
  id: 'one',
  source: 'aws.codepipeline',
  'detail-type': 'CodePipeline Action Execution State Change',
  account: '111122223333',
  time: '2026-11-22T03:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: { state: 'FAILED' },
};

const NOW = (): Date => new Date('2026-11-22T03:00:00Z');

function ruleFor(state: string, input: TargetInput, deliver: (text: string) => void): EventRule {
  return {
    name: `On${state}`,
    arn: 'arn:rule',
    matches: eventPattern({ detail: { state: [state] } }),
    targets: [{ arn: 'arn:target', input, deliver }],
  };
}

it.each<{ title: string; input: TargetInput; text: string }>([
  { title: 'the event', input: { kind: 'event' }, text: JSON.stringify(EVENT) },
  { title: 'a part of it', input: { kind: 'path', path: '$.detail' }, text: '{"state":"FAILED"}' },
  { title: 'a part that is not there', input: { kind: 'path', path: '$.nothing' }, text: 'null' },
  { title: 'a constant', input: { kind: 'constant', text: '"hello"' }, text: '"hello"' },
  {
    title: 'a text made from it',
    input: {
      kind: 'transformed',
      transformer: { inputPathsMap: { s: '$.detail.state' }, inputTemplate: '"<s>"' },
    },
    text: '"FAILED"',
  },
])('hands $title to the targets of a rule that matches', ({ input, text }) => {
  const got: string[] = [];
  const keep = (each: string): void => {
    got.push(each);
  };
  const bus = createEventBus(
    [ruleFor('FAILED', input, keep), ruleFor('STARTED', input, keep)],
    NOW,
  );

  bus.put(EVENT);

  expect(got).toEqual([text]);
  expect(bus.deliveries.list()).toEqual([
    { ruleName: 'OnFAILED', targetArn: 'arn:target', eventId: 'one', text },
  ]);
});

it('keeps why a target took nothing, and goes on with the next rule', () => {
  const got: string[] = [];
  const refuse = (): void => {
    throw new Error('not allowed');
  };
  const bus = createEventBus(
    [
      ruleFor('FAILED', { kind: 'constant', text: 'a' }, refuse),
      ruleFor('FAILED', { kind: 'constant', text: 'b' }, (text) => got.push(text)),
    ],
    NOW,
  );

  bus.put(EVENT);

  expect(got).toEqual(['b']);
  expect(bus.deliveries.list()[0]).toHaveProperty('error', 'not allowed');
});
