const { App, Stack } = require('aws-cdk-lib');
const { TwilioPreflight } = require('twilio-preflight');

const app = new App();
const configFile = app.node.tryGetContext('config');
new TwilioPreflight(new Stack(app, 'Preflight'), 'Preflight', { configFile });
app.synth();
