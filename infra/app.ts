import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ConfigurationFileError, loadConfiguration } from './configuration/load-configuration.ts';
import { TwilioPreflightFleetStack } from './twilio-preflight-fleet-stack.ts';
import { TwilioPreflightStack } from './twilio-preflight-stack.ts';

const DEFAULT_CONFIG_FILE = 'preflight.config.json';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const configFile: unknown = app.node.tryGetContext('config') ?? DEFAULT_CONFIG_FILE;
// For a fleet whose secrets no role can name one by one: docs/limits.md.
const secretPrefixes: unknown = app.node.tryGetContext('secretPrefixes');
// Where the team reads the runbook, for mails and alarms: docs/alerts.md.
const runbookUrl: unknown = app.node.tryGetContext('runbookUrl');
// Keeps the report of each run of the gate as a page: docs/history.md.
const reportBucket: unknown = app.node.tryGetContext('reportBucket');

try {
  const { environments, fleet } = loadConfiguration(String(configFile)).configuration;
  const common = {
    configFile: String(configFile),
    ...(runbookUrl !== undefined && { runbookUrl: String(runbookUrl) }),
  };
  // No account or Region is fixed: the stacks go where the caller's credentials point.
  if (environments.length > 0) {
    new TwilioPreflightStack(app, 'TwilioPreflight', {
      ...common,
      ...(secretPrefixes !== undefined && { secretPrefixes: String(secretPrefixes).split(',') }),
      ...(reportBucket !== undefined && { reportBucket: String(reportBucket) === 'true' }),
      description: 'Verifies Twilio credentials and blocks deployments that would break on them',
    });
  }
  if (fleet !== undefined) {
    new TwilioPreflightFleetStack(app, 'TwilioPreflightFleet', {
      ...common,
      description: 'Verifies the Twilio credentials of a fleet of accounts',
    });
  }
} catch (error) {
  if (!(error instanceof ConfigurationFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  // At once: the app would otherwise synthesise what there is of it when the process ends.
  process.exit(1);
}
