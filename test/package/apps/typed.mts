import { App, Stack } from 'aws-cdk-lib';
import type { IAction } from 'aws-cdk-lib/aws-codepipeline';
import type { Step } from 'aws-cdk-lib/pipelines';
import {
  AlertTopic,
  ConfigurationFileError,
  PipelineGate,
  type PipelineGateProps,
  TwilioPreflight,
} from 'twilio-preflight';

const stack = new Stack(new App(), 'Delivery');
const { topic } = new AlertTopic(stack, 'Alerts', { email: ['ops@example.com'] });
const props: PipelineGateProps = { configFile: 'preflight.config.json', alertTopic: topic };
const gate = new PipelineGate(stack, 'Gate', props);
const action: IAction = gate.action({ environment: 'production', runOrder: 1 });
const step: Step = gate.step('production');
const imported = PipelineGate.fromFunctionArn(stack, 'Imported', gate.fn.functionArn);
new TwilioPreflight(stack, 'Preflight', { configFile: 'preflight.config.json' });

// @ts-expect-error A gate needs the name of an environment.
imported.action({});
// @ts-expect-error The configuration is not optional.
new PipelineGate(stack, 'Other', {});

export const all: readonly unknown[] = [action, step, ConfigurationFileError];
