import { expect, it } from 'vitest';
import { resolveTree } from '../../../local/deployment/resolve-value.ts';

const REFERENCES = new Map([
  ['Pipeline', 'release'],
  ['Topic', 'arn:topic'],
]);

it('resolves intrinsic functions at any depth, and leaves everything else alone', () => {
  const tree = {
    source: ['aws.codepipeline'],
    detail: { pipeline: [{ Ref: 'Pipeline' }], version: [1, null, true] },
    resources: [{ prefix: { 'Fn::Join': [':', [{ Ref: 'Topic' }, 'a']] } }],
  };
  expect(resolveTree(tree, REFERENCES)).toEqual({
    source: ['aws.codepipeline'],
    detail: { pipeline: ['release'], version: [1, null, true] },
    resources: [{ prefix: 'arn:topic:a' }],
  });
});

it.each([
  { title: 'an unknown reference', tree: [{ Ref: 'Nothing' }], says: 'does not know Nothing' },
  { title: 'an unknown function', tree: { a: { 'Fn::ImportValue': 'x' } }, says: 'cannot resolve' },
])('refuses $title', ({ tree, says }) => {
  expect(() => resolveTree(tree, REFERENCES)).toThrow(says);
});
