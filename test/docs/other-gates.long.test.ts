import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockBelow } from './code-blocks.ts';
import { lintTemplate } from './lint-template.ts';

const TEMPLATE = readFileSync('docs/pipelines/cloudformation.yaml', 'utf8');

describe('the CloudFormation of the other gates', () => {
  const OTHER_GATES = 'docs/pipelines/other-gates.md';

  function indented(text: string, spaces: number): string {
    return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
  }

  it('has a stage condition that fits into the template and fails the stage', () => {
    const condition = blockBelow(OTHER_GATES, '## Stage condition (experimental)', 'yaml');
    const stage = '        - Name: Production\n';
    expect(TEMPLATE).toContain(stage);
    const conditioned = TEMPLATE.replace(stage, `${stage}${indented(condition, 10)}\n`);
    expect(lintTemplate(conditioned)).toEqual([]);
    expect(lintTemplate(conditioned.replace('Rules:', 'Rule:'))).not.toEqual([]);
    // SKIP would let the release pass on to the next stage.
    expect(condition).toContain('Result: FAIL');
  });

  function lintHook(from = '', to = ''): readonly string[] {
    const hook = blockBelow(OTHER_GATES, '## ECS deployment hook', 'yaml')
      .replace('<ARN of the hook function>', 'arn:aws:lambda:us-east-1:111111111111:function:hook')
      .replace(/<ARN of a role.*>/, 'arn:aws:iam::111111111111:role/hook')
      .replace(from, to);
    const service = 'Resources:\n  Service:\n    Type: AWS::ECS::Service\n    Properties:\n';
    return lintTemplate(service + indented(hook, 6));
  }

  it('has a hook that an ECS service takes', () => {
    expect(lintHook()).toEqual([]);
  });

  it.each([
    { from: 'LifecycleHooks', to: 'LifecycleHook' },
    { from: 'RoleArn', to: 'HookRole' },
    { from: 'LifecycleStages: [PRE_SCALE_UP]', to: '' },
  ])('would be found out with "$to" for $from', ({ from, to }) => {
    expect(lintHook(from, to)).not.toEqual([]);
  });
});
