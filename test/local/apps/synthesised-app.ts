import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { onTestFinished } from 'vitest';
import { assetWith } from '../lambda/handlers.ts';

/** Synthesises an app of one stack named `Shop`, and gives its cloud assembly, gone after the test. */
export function synthesiseStack(fill: (stack: Stack) => void): string {
  const outdir = mkdtempSync(join(tmpdir(), 'preflight-app-'));
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }));
  // CloudFormation's own validation takes seconds; what is read from the template is tested here.
  const app = new App({
    outdir,
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  fill(new Stack(app, 'Shop', { env: { account: '111122223333', region: 'us-east-1' } }));
  app.synth();
  return outdir;
}

/** A function of this module text, as a stack declares one. */
export function declaredFunction(stack: Stack, id: string, code: string): LambdaFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(assetWith(code)),
  });
}

/**
 * A gate as small as one can be: the environment `production` is shut while `SHUT` stands in its
 * parameters. It answers a job, and else returns or throws.
 */
export const SMALL_GATE = `
export const handler = async (event) => {
  const job = event['CodePipeline.job'];
  const isShut = JSON.stringify(job?.data.actionConfiguration.configuration ?? event).includes('SHUT');
  if (job === undefined) {
    if (isShut) throw new Error('Twilio says no');
    return {};
  }
  const failureDetails = { type: 'JobFailed', message: 'Twilio says "no"' };
  const operation = isShut ? 'PutJobFailureResult' : 'PutJobSuccessResult';
  const scope = 'AKIDTEST/20261122/us-east-1/codepipeline/aws4_request';
  await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + scope.slice(8),
      'x-amz-security-token': process.env.AWS_SESSION_TOKEN,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CodePipeline_20150709.' + operation,
    },
    body: JSON.stringify({ jobId: job.id, ...(isShut && { failureDetails }) }),
  });
};`;
