import { describe, expect, it } from 'vitest';
import {
  checkTransformer,
  type InputTransformer,
  transformInput,
} from '../../../local/events/input-transformer.ts';

const EVENT = {
  resources: ['arn:one', 'arn:two'],
  detail: {
    pipeline: 'release',
    'execution-id': '4c1f',
    version: 1,
    'execution-result': { 'external-execution-summary': 'It says "no"\nand more' },
  },
};

const RULE = { ruleName: 'Backstop', ruleArn: 'arn:rule', ingestedAt: '2026-11-22T03:00:00Z' };

const PATHS = {
  pipeline: '$.detail.pipeline',
  version: '$.detail.version',
  summary: '$.detail.execution-result.external-execution-summary',
  result: '$.detail.execution-result',
  second: '$.resources[1]',
  missing: '$.detail.nothing.at-all',
};

function transform(inputTemplate: string): string {
  return transformInput({ inputPathsMap: PATHS, inputTemplate }, EVENT, RULE);
}

describe('transformInput', () => {
  it.each([
    {
      title: 'a line of text, which keeps its quotes',
      template: '"<pipeline> failed"',
      text: '"release failed"',
    },
    { title: 'several lines', template: '"one <pipeline>"\n"two"', text: '"one release"\n"two"' },
    { title: 'a number', template: '{"version":<version>}', text: '{"version":1}' },
    { title: 'a number within quotes', template: '"v<version>"', text: '"v1"' },
    { title: 'a text outside quotes', template: '{"p":<pipeline>}', text: '{"p":"release"}' },
    { title: 'an element of a list', template: '"<second>"', text: '"arn:two"' },
    { title: 'a path that leads nowhere, in quotes', template: '"[<missing>]"', text: '"[]"' },
    { title: 'a path that leads nowhere, outside', template: '{"a":<missing>}', text: '{"a":""}' },
    { title: 'the name of the rule', template: '"<aws.events.rule-name>"', text: '"Backstop"' },
    { title: 'the ARN of the rule', template: '<aws.events.rule-arn>', text: '"arn:rule"' },
    {
      title: 'the time of the event',
      template: '"<aws.events.event.ingestion-time>"',
      text: '"2026-11-22T03:00:00Z"',
    },
    {
      title: 'the event',
      template: '{"e":<aws.events.event>}',
      text: JSON.stringify({ e: EVENT }),
    },
    {
      title: 'an escaped quote before a placeholder',
      template: '"\\"<pipeline>\\""',
      text: '"\\"release\\""',
    },
  ])('writes $title', ({ template, text }) => {
    expect(transform(template)).toBe(text);
  });

  it.each(['{"said":"<summary>"}', '{"said":<summary>}'])('keeps JSON valid: %s', (template) => {
    expect(JSON.parse(transform(template))).toEqual({ said: 'It says "no"\nand more' });
  });

  it('writes an object as JSON', () => {
    expect(JSON.parse(transform('{"result":<result>}'))).toEqual({
      result: EVENT.detail['execution-result'],
    });
  });
});

describe('checkTransformer', () => {
  const good: InputTransformer = { inputPathsMap: PATHS, inputTemplate: '"<pipeline>"' };

  it('accepts paths of dots and indices', () => {
    expect(() => checkTransformer(good)).not.toThrow();
  });

  it.each<{ title: string; change: Partial<InputTransformer>; says: string }>([
    {
      title: 'brackets',
      change: { inputPathsMap: { a: "$['detail']" } },
      says: "InputPathsMap.a: $['detail'] is no path",
    },
    {
      title: 'an undefined placeholder',
      change: { inputTemplate: '"<nobody>"' },
      says: 'nothing defines <nobody>',
    },
    {
      title: 'an empty template',
      change: { inputTemplate: '' },
      says: 'InputTemplate of 0 characters',
    },
    {
      title: '8,193 characters',
      change: { inputTemplate: 'x'.repeat(8193) },
      says: 'allowed are 1 to 8192',
    },
    {
      title: '101 paths',
      change: {
        inputPathsMap: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`p${n}`, '$.a'])),
      },
      says: 'InputPathsMap has 101 entries',
    },
  ])('refuses $title', ({ change, says }) => {
    expect(() => checkTransformer({ ...good, ...change })).toThrow(says);
  });
});
