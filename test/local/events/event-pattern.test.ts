import { describe, expect, it } from 'vitest';
import { eventPattern } from '../../../local/events/event-pattern.ts';

const EVENT = {
  source: 'aws.codepipeline',
  'detail-type': 'CodePipeline Action Execution State Change',
  resources: ['arn:aws:codepipeline:us-east-1:111122223333:release', 'arn:other'],
  detail: {
    state: 'FAILED',
    version: 1,
    isManual: false,
    reason: null,
    type: { provider: 'Lambda', owner: 'AWS' },
    'input-artifacts': [{ name: 'Build' }, { name: 'Config' }],
    tags: [],
  },
};

function inDetail(detail: object): object {
  return { detail };
}

describe('eventPattern', () => {
  it.each<{ title: string; pattern: object }>([
    { title: 'one of several values', pattern: { source: ['aws.ecs', 'aws.codepipeline'] } },
    { title: 'a nested member', pattern: inDetail({ type: { provider: ['Lambda'] } }) },
    { title: 'a number', pattern: inDetail({ version: [1] }) },
    { title: 'a boolean', pattern: inDetail({ isManual: [false] }) },
    { title: 'null', pattern: inDetail({ reason: [null] }) },
    { title: 'one value of a list', pattern: { resources: ['arn:other'] } },
    {
      title: 'a member of a list of objects',
      pattern: inDetail({ 'input-artifacts': { name: ['Config'] } }),
    },
    { title: 'a prefix', pattern: { resources: [{ prefix: 'arn:aws:codepipeline:' }] } },
    {
      title: 'a prefix in any case',
      pattern: inDetail({ state: [{ prefix: { 'equals-ignore-case': 'fail' } }] }),
    },
    { title: 'a suffix', pattern: { resources: [{ suffix: ':release' }] } },
    { title: 'a wildcard', pattern: { source: [{ wildcard: '*.code*line' }] } },
    {
      title: 'a wildcard that stands for nothing',
      pattern: { source: [{ wildcard: 'aws.*codepipeline*' }] },
    },
    { title: 'any case', pattern: inDetail({ state: [{ 'equals-ignore-case': 'failed' }] }) },
    { title: 'a member that is there', pattern: inDetail({ state: [{ exists: true }] }) },
    { title: 'a member that is not there', pattern: inDetail({ stage: [{ exists: false }] }) },
    {
      title: 'a nested member that is not there',
      pattern: inDetail({ nothing: { stage: [{ exists: false }] } }),
    },
    {
      title: 'anything but a value',
      pattern: inDetail({ state: [{ 'anything-but': 'SUCCEEDED' }] }),
    },
    { title: 'anything but numbers', pattern: inDetail({ version: [{ 'anything-but': [2, 3] }] }) },
    {
      title: 'anything but a prefix',
      pattern: inDetail({ state: [{ 'anything-but': { prefix: 'S' } }] }),
    },
    {
      title: 'anything but several words in any case',
      pattern: inDetail({
        state: [{ 'anything-but': { 'equals-ignore-case': ['started', 'succeeded'] } }],
      }),
    },
    {
      title: 'one of two alternatives',
      pattern: { $or: [{ source: ['aws.ecs'] }, { resources: ['arn:other'] }] },
    },
  ])('matches $title', ({ pattern }) => {
    expect(eventPattern(pattern)(EVENT)).toBe(true);
  });

  it.each<{ title: string; pattern: object }>([
    { title: 'another value', pattern: inDetail({ state: ['SUCCEEDED'] }) },
    { title: 'a number as text', pattern: inDetail({ version: ['1'] }) },
    { title: 'a member that is not there', pattern: inDetail({ stage: ['Production'] }) },
    {
      title: 'anything but a value without the member',
      pattern: inDetail({ stage: [{ 'anything-but': 'A' }] }),
    },
    { title: 'an empty list', pattern: inDetail({ tags: ['a'] }) },
    { title: 'a prefix of what is no text', pattern: inDetail({ version: [{ prefix: '1' }] }) },
    {
      title: 'one right and one wrong member',
      pattern: { source: ['aws.codepipeline'], account: ['1'] },
    },
    { title: 'a member below a text', pattern: { source: { name: ['aws.codepipeline'] } } },
    {
      title: 'none of its alternatives',
      pattern: { $or: [{ source: ['aws.ecs'] }, { account: ['1'] }] },
    },
  ])('does not match $title', ({ pattern }) => {
    expect(eventPattern(pattern)(EVENT)).toBe(false);
  });

  it.each<{ title: string; pattern: unknown; says: string }>([
    { title: 'text', pattern: 'aws.codepipeline', says: 'EventPattern must be an object' },
    { title: 'an empty pattern', pattern: {}, says: 'EventPattern is empty' },
    {
      title: 'a bare value',
      pattern: { source: 'aws.ecs' },
      says: 'EventPattern.source must be an object',
    },
    {
      title: 'an empty list',
      pattern: { source: [] },
      says: 'EventPattern.source is an empty list',
    },
    {
      title: 'an operator that this world does not have',
      pattern: inDetail({ version: [{ numeric: ['>', 0] }] }),
      says: 'EventPattern.detail.version: {"numeric":[">",0]} is no operator of this world',
    },
    {
      title: 'two operators at once',
      pattern: { source: [{ prefix: 'a', suffix: 'b' }] },
      says: 'is no operator',
    },
    {
      title: 'two stars in a row',
      pattern: { source: [{ wildcard: 'a**' }] },
      says: 'wildcard takes no two * in a row',
    },
    {
      title: 'exists with a text',
      pattern: { source: [{ exists: 'yes' }] },
      says: 'exists takes true or false',
    },
    {
      title: 'a prefix that is no text',
      pattern: { source: [{ prefix: 1 }] },
      says: 'takes a text',
    },
    {
      title: 'alternatives that are no list',
      pattern: { $or: {} },
      says: 'must be a list of patterns',
    },
  ])('refuses $title, and says where', ({ pattern, says }) => {
    expect(() => eventPattern(pattern)).toThrow(says);
  });
});
