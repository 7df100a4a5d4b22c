import { App, Stack } from 'aws-cdk-lib';
import { Artifact, Pipeline, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import {
  CloudFormationCreateUpdateStackAction,
  S3SourceAction,
} from 'aws-cdk-lib/aws-codepipeline-actions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { PipelineGate } from 'twilio-preflight';

const app = new App();
const stack = new Stack(app, 'Delivery');
const gate = new PipelineGate(stack, 'Gate', { configFile: 'preflight.config.json' });

const code = new Artifact();
const source = new S3SourceAction({
  actionName: 'Code',
  bucket: new Bucket(stack, 'Bucket', { versioned: true }),
  bucketKey: 'code.zip',
  output: code,
});
const deploy = new CloudFormationCreateUpdateStackAction({
  actionName: 'Deploy',
  runOrder: 2,
  stackName: 'Application',
  templatePath: code.atPath('template.json'),
  // Grant what your template creates: deploy.addToDeploymentRolePolicy(…)
  adminPermissions: false,
});

new Pipeline(stack, 'Pipeline', {
  pipelineType: PipelineType.V2,
  stages: [
    { stageName: 'Source', actions: [source] },
    // The gate has run order 1: the deploy waits for its verdict.
    { stageName: 'Production', actions: [gate.action({ environment: 'production' }), deploy] },
  ],
});
app.synth();
