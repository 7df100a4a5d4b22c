import { App, Stack } from 'aws-cdk-lib';
import { PipelineGate } from 'twilio-preflight';

const app = new App();
new PipelineGate(new Stack(app, 'Delivery'), 'Gate', { configFile: 'preflight.config.json' });
app.synth();
