import { CfnOutput } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { consoleDomain } from '../../../../infra/constructs/monitoring/console-links.ts';
import { testStack } from '../../synthesise.ts';

function templateIn(region?: string): Template {
  const stack = testStack(region);
  for (const id of ['One', 'Two']) new CfnOutput(stack, id, { value: consoleDomain(stack) });
  return Template.fromStack(stack);
}

describe('the domain of the console', () => {
  it.each([
    ['us-east-1', 'console.aws.amazon.com'],
    ['us-gov-west-1', 'console.amazonaws-us-gov.com'],
    ['cn-north-1', 'console.amazonaws.cn'],
    ['us-iso-east-1', 'console.aws.amazon.com'],
  ])('is that of the partition of %s, without a mapping', (region, domain) => {
    const template = templateIn(region);
    template.hasOutput('One', { Value: domain });
    expect(template.findMappings('*')).toEqual({});
  });

  it('is found by the partition at deploy, where the Region is not known before', () => {
    const template = templateIn();
    const Value = { 'Fn::FindInMap': ['Consoles', { Ref: 'AWS::Partition' }, 'domain'] };
    template.hasOutput('One', { Value });
    template.hasOutput('Two', { Value });
    expect(template.findMappings('*')).toEqual({
      Consoles: {
        aws: { domain: 'console.aws.amazon.com' },
        'aws-cn': { domain: 'console.amazonaws.cn' },
        'aws-us-gov': { domain: 'console.amazonaws-us-gov.com' },
      },
    });
  });
});
