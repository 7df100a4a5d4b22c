import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { AlertTopic } from '../../../infra/constructs/alert-topic.ts';
import { GateMonitoring } from '../../../infra/constructs/gate-monitoring.ts';
import { ManagedTwilioSecret } from '../../../infra/constructs/managed-twilio-secret.ts';
import { createWatchAlarms } from '../../../infra/constructs/monitoring/watch-alarm.ts';
import { PipelineGate } from '../../../infra/constructs/pipeline-gate.ts';
import { PreflightDashboard } from '../../../infra/constructs/preflight-dashboard.ts';
import { CONFIGURATION, writeConfiguration } from '../configuration-files.ts';
import { testApp } from '../synthesise.ts';
import { temporaryDirectory } from '../temporary-directory.ts';
import { fleetOf } from './monitoring/watched-functions.ts';

/** Everything that watches and keeps, wired as an app would. */
function addEverything(app: App, configuration: object): Stack {
  const stack = new Stack(app, 'Watched');
  const configFile = writeConfiguration(configuration);
  const { topic: alertTopic } = new AlertTopic(stack, 'Alerts', { email: ['ops@example.com'] });
  const { fn, watched } = new PipelineGate(stack, 'Gate', { configFile, alertTopic });
  const functions = [watched];
  const { dashboard } = new PreflightDashboard(stack, 'Dashboard', { configFile, functions });
  new GateMonitoring(stack, 'Monitoring', { configFile, functions, alertTopic, dashboard });
  const schedules = [{ everyMinutes: 60, names: ['production'] }];
  createWatchAlarms(stack, { watched, schedules, alertTopic });
  const admin = new ManagedTwilioSecret(stack, 'Admin', { type: 'main-api-key' });
  const { secret: adminSecret } = admin;
  const common = { alertTopic, readers: [fn] };
  new ManagedTwilioSecret(stack, 'Key', { ...common, type: 'api-key', adminSecret });
  new ManagedTwilioSecret(stack, 'Token', { ...common, type: 'auth-token' });
  return stack;
}

describe('a stack that watches its gate and keeps its credentials', () => {
  it('has no finding of AwsSolutions without an accepted reason', () => {
    const app = testApp();
    addEverything(app, CONFIGURATION);
    const { success, violations } = new AwsSolutionsChecks(app).validateScope(app);
    expect({ success, violations }).toEqual({ success: true, violations: [] });
  });

  it.each([
    { name: 'two environments', configuration: CONFIGURATION },
    { name: 'a fleet', configuration: fleetOf(51) },
  ])("has no finding of the CDK's own check of templates: $name", ({ configuration }) => {
    const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
    const outdir = temporaryDirectory();
    const app = new App({
      context: { ...context, 'aws:cdk:bundling-stacks': [] },
      outdir,
      analyticsReporting: false,
    });
    addEverything(app, configuration);
    app.synth();
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    expect(report.pluginReports).toEqual([]);
  });
});
