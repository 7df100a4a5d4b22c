import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import { TwilioPreflightStack } from '../../infra/twilio-preflight-stack.ts';
import { writeConfiguration } from './configuration-files.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/**
 * An app with the feature flags of `cdk.json` that bundles nothing, and leaves the CDK's check of the
 * template to the real synth: loading its rules takes two seconds in each test file.
 */
export function testApp(): App {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  return new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
    outdir: temporaryDirectory(),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
}

const templates = new Map<string, Template>();

/**
 * The template that `make` gives for these props, made once for all test files of a worker. Props are equal
 * where their JSON is: give a function or a token as a name of its own.
 */
export function synthesisedOnce(construct: string, props: unknown, make: () => Stack): Template {
  const key = `${construct} ${JSON.stringify(props)}`;
  const template = templates.get(key) ?? Template.fromStack(make());
  templates.set(key, template);
  return template;
}

/** The template of the stack that a construct is in. Synthesises: what is added afterwards is not in it. */
export function templateOf(construct: IConstruct): Template {
  return Template.fromStack(Stack.of(construct));
}

/** The template of the whole stack for a configuration. */
export function synthesise(configuration: unknown): Template {
  return synthesisedOnce(TwilioPreflightStack.name, configuration, () => {
    const configFile = writeConfiguration(configuration);
    return new TwilioPreflightStack(testApp(), 'Test', { configFile });
  });
}

/** A bare stack for one construct. */
export function testStack(region?: string): Stack {
  const env = region === undefined ? {} : { env: { account: '123456789012', region } };
  return new Stack(testApp(), 'Test', env);
}
