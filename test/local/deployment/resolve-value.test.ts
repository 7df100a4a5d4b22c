import { expect, it } from 'vitest';
import { resolveValue } from '../../../local/deployment/resolve-value.ts';

const REFERENCES = new Map([
  ['AWS::Region', 'eu-west-1'],
  ['AWS::Partition', 'aws'],
  ['Consoles.aws.domain', 'console.example'],
  ['Topic', 'arn:topic'],
  ['Role.Arn', 'arn:role'],
]);

it.each([
  { name: 'text', value: 'a', expected: 'a' },
  { name: 'a number', value: 3, expected: '3' },
  { name: 'a boolean', value: true, expected: 'true' },
  { name: 'Ref', value: { Ref: 'Topic' }, expected: 'arn:topic' },
  { name: 'Ref of a pseudo parameter', value: { Ref: 'AWS::Region' }, expected: 'eu-west-1' },
  { name: 'Fn::GetAtt as a list', value: { 'Fn::GetAtt': ['Role', 'Arn'] }, expected: 'arn:role' },
  { name: 'Fn::GetAtt as text', value: { 'Fn::GetAtt': 'Role.Arn' }, expected: 'arn:role' },
  {
    name: 'Fn::Join of values',
    value: { 'Fn::Join': ['-', ['a', { Ref: 'Topic' }]] },
    expected: 'a-arn:topic',
  },
  {
    name: 'Fn::FindInMap',
    value: { 'Fn::FindInMap': ['Consoles', { Ref: 'AWS::Partition' }, 'domain'] },
    expected: 'console.example',
  },
  {
    name: 'Fn::Sub with names',
    value: { 'Fn::Sub': `in-\${AWS::Region}-\${Role.Arn}` },
    expected: 'in-eu-west-1-arn:role',
  },
  {
    name: 'Fn::Select from a list',
    value: { 'Fn::Select': [1, ['a', { Ref: 'Topic' }]] },
    expected: 'arn:topic',
  },
  {
    name: 'Fn::Select from Fn::Split',
    value: { 'Fn::Select': ['1', { 'Fn::Split': [':', { Ref: 'Topic' }] }] },
    expected: 'topic',
  },
])('resolves $name', ({ value, expected }) => {
  expect(resolveValue(value, REFERENCES)).toBe(expected);
});

it.each([
  { name: 'an unknown reference', value: { Ref: 'Nothing' }, problem: 'does not know Nothing' },
  { name: 'another function', value: { 'Fn::Base64': 'a' }, problem: 'cannot resolve' },
  {
    name: 'an element that a list does not have',
    value: { 'Fn::Select': [2, ['a']] },
    problem: 'no element 2',
  },
  { name: 'a list', value: ['a'], problem: 'cannot resolve' },
  { name: 'null', value: null, problem: 'cannot resolve' },
  { name: 'two functions', value: { Ref: 'Topic', 'Fn::Sub': '' }, problem: 'cannot resolve' },
])('refuses $name rather than guessing', ({ value, problem }) => {
  expect(() => resolveValue(value, REFERENCES)).toThrow(problem);
});
