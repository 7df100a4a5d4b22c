const { App, Stack, Stage } = require('aws-cdk-lib');
const codepipeline = require('aws-cdk-lib/aws-codepipeline');
const sns = require('aws-cdk-lib/aws-sns');
const { CodePipeline, CodePipelineSource, ShellStep } = require('aws-cdk-lib/pipelines');
const { PipelineGate } = require('twilio-preflight');

class Application extends Stage {
  constructor(scope, id) {
    super(scope, id);
    new sns.Topic(new Stack(this, 'Application'), 'Topic');
  }
}

const app = new App();
const stack = new Stack(app, 'Delivery');
const gate = new PipelineGate(stack, 'Gate', { configFile: 'preflight.config.json' });
const pipeline = new CodePipeline(stack, 'Pipeline', {
  pipelineType: codepipeline.PipelineType.V2,
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.connection('example/application', 'main', {
      connectionArn: 'arn:aws:codeconnections:us-east-1:123456789012:connection/example',
    }),
    commands: ['npm ci', 'npx cdk synth'],
  }),
});

pipeline.addStage(new Application(app, 'Staging'), { pre: [gate.step('staging')] });
const wave = pipeline.addWave('Production', { pre: [gate.step('production')] });
wave.addStage(new Application(app, 'Europe'));
wave.addStage(new Application(app, 'America'));
app.synth();
