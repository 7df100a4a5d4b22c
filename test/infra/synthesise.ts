import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
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

/** The template of the whole stack for a configuration. */
export function synthesise(configuration: unknown): Template {
  const configFile = writeConfiguration(configuration);
  return Template.fromStack(new TwilioPreflightStack(testApp(), 'Test', { configFile }));
}

/** A bare stack for one construct. */
export function testStack(region?: string): Stack {
  const env = region === undefined ? {} : { env: { account: '123456789012', region } };
  return new Stack(testApp(), 'Test', env);
}
