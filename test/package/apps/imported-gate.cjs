const { App, Stack } = require('aws-cdk-lib');
const codepipeline = require('aws-cdk-lib/aws-codepipeline');
const actions = require('aws-cdk-lib/aws-codepipeline-actions');
const s3 = require('aws-cdk-lib/aws-s3');
const { PipelineGate } = require('twilio-preflight');

const app = new App();
const stack = new Stack(app, 'Delivery', {
  env: { account: '123456789012', region: 'us-east-1' },
});
const gate = PipelineGate.fromFunctionArn(
  stack,
  'Gate',
  'arn:aws:lambda:us-east-1:123456789012:function:Preflight-Gate',
);
const code = new codepipeline.Artifact();

new codepipeline.Pipeline(stack, 'Pipeline', {
  pipelineType: codepipeline.PipelineType.V2,
  stages: [
    {
      stageName: 'Source',
      actions: [
        new actions.S3SourceAction({
          actionName: 'Code',
          bucket: new s3.Bucket(stack, 'Bucket'),
          bucketKey: 'code.zip',
          output: code,
        }),
      ],
    },
    {
      stageName: 'Production',
      actions: [
        gate.action({ environment: 'production' }),
        new actions.CloudFormationCreateUpdateStackAction({
          actionName: 'Deploy',
          adminPermissions: false,
          runOrder: 2,
          stackName: 'Application',
          templatePath: code.atPath('template.json'),
        }),
      ],
    },
  ],
});
app.synth();
