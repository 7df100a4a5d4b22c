const { App, Stack } = require('aws-cdk-lib');
const codedeploy = require('aws-cdk-lib/aws-codedeploy');
const lambda = require('aws-cdk-lib/aws-lambda');
const sns = require('aws-cdk-lib/aws-sns');
const { CodeDeployGate, DeploymentGate, EcsGate } = require('twilio-preflight');

const app = new App();
const stack = new Stack(app, 'Delivery');
const configFile = 'preflight.config.json';
const service = new lambda.Function(stack, 'Service', {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => 0;'),
});
const group = new codedeploy.LambdaDeploymentGroup(stack, 'Group', {
  alias: new lambda.Alias(stack, 'Live', { aliasName: 'live', version: service.currentVersion }),
});

new CodeDeployGate(stack, 'BeforeTraffic', { configFile, environment: 'production' }).guard(group);
new EcsGate(stack, 'BeforeTasks', { configFile, environment: 'production' }).hook();
const topic = new sns.Topic(stack, 'Topic');
new DeploymentGate(stack, 'BeforeStack', { configFile, executeBefore: [topic] });
app.synth();
