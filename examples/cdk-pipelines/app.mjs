import { App, Stack, Stage } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { PipelineGate } from 'twilio-preflight';

/** Stands for your application. */
class Application extends Stage {
  constructor(scope, id) {
    super(scope, id);
    new Topic(new Stack(this, 'Application'), 'Topic');
  }
}

const app = new App();
const stack = new Stack(app, 'Delivery');
const gate = new PipelineGate(stack, 'Gate', { configFile: 'preflight.config.json' });
const pipeline = new CodePipeline(stack, 'Pipeline', {
  pipelineType: PipelineType.V2,
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.connection('example/application', 'main', {
      connectionArn: 'arn:aws:codeconnections:us-east-1:123456789012:connection/example',
    }),
    commands: ['npm ci', 'npx cdk synth'],
  }),
});

// One step for each place: before a stage, and once before all stages of a wave.
pipeline.addStage(new Application(app, 'Staging'), { pre: [gate.step('staging')] });
const wave = pipeline.addWave('Production', { pre: [gate.step('production')] });
wave.addStage(new Application(app, 'Europe'));
wave.addStage(new Application(app, 'America'));
app.synth();
