import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { Control } from '../../../infra/constructs/control.ts';
import { RunTable } from '../../../infra/constructs/run-table.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { templateOf, testStack } from '../synthesise.ts';

const TOPIC_ARN = 'arn:aws:sns:us-east-1:123456789012:alerts';

function controlIn(): Control {
  const stack = testStack('us-east-1');
  return new Control(stack, 'Control', {
    configFile: writeConfiguration(CONFIGURATION),
    alertTopic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN),
    history: new RunTable(stack, 'Runs'),
  });
}

describe('Control', () => {
  it('reaches its own items of the table and the topic, and nothing else', () => {
    const template = templateOf(controlIn());
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
    expect(policy?.['Properties'].PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ControlLogs/), 'Arn'] },
      },
      { Effect: 'Allow', Action: 'sns:Publish', Resource: TOPIC_ARN },
      {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Runs/), 'Arn'] },
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['CONTROL'] } },
      },
    ]);
  });

  it('knows the table and the topic, and ends soon', () => {
    const template = templateOf(controlIn());
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 30,
      Environment: { Variables: { PREFLIGHT_ALERT_TOPIC_ARN: TOPIC_ARN } },
    });
  });

  it('may be invoked by those that are granted it', () => {
    const control = controlIn();
    const role = new iam.Role(control, 'OnCall', { assumedBy: new iam.AccountRootPrincipal() });
    control.grantInvoke(role);
    expect(JSON.stringify(templateOf(control).findResources('AWS::IAM::Policy'))).toContain(
      'lambda:InvokeFunction',
    );
  });

  it('has no finding of AwsSolutions without an accepted reason', () => {
    const { node } = controlIn();
    const { violations } = new AwsSolutionsChecks(node.root).validateScope(node.root);
    expect(violations).toEqual([]);
  });
});
