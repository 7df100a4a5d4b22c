import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import * as library from '../../infra/index.ts';
import { CONFIGURATION, writeConfiguration } from '../infra/configuration-files.ts';
import { testApp, testStack } from '../infra/synthesise.ts';
import { MEMBERS, TYPES } from './exported-members.ts';

/** Every value that version 0.1.0 exports. More may be added; none may go. */
const VALUES = [
  'AlertTopic',
  'CodeDeployGate',
  'ConfigurationFileError',
  'DeploymentGate',
  'EcsGate',
  'GateBackstop',
  'GateMonitoring',
  'Health',
  'KeyAudit',
  'ManagedTwilioSecret',
  'PipelineGate',
  'PreflightDashboard',
  'RunTable',
  'TwilioPreflight',
  'TwilioPreflightStack',
  'Watch',
  'topicsForServices',
];

/** Makes every construct from what 0.1.0 required, and nothing more. */
function makeAll(scope: Stack): Readonly<Record<keyof typeof MEMBERS, object>> {
  const configFile = writeConfiguration(CONFIGURATION);
  const environment = 'production';
  const alerts = new library.AlertTopic(scope, 'AlertTopic');
  const gate = new library.PipelineGate(scope, 'PipelineGate', { configFile });
  const runs = new library.RunTable(scope, 'RunTable');
  const functions = [gate.watched];
  return {
    AlertTopic: alerts,
    CodeDeployGate: new library.CodeDeployGate(scope, 'CodeDeploy', { configFile, environment }),
    DeploymentGate: new library.DeploymentGate(scope, 'Deployment', {
      configFile,
      executeBefore: [new Construct(scope, 'Resource')],
    }),
    EcsGate: new library.EcsGate(scope, 'Ecs', { configFile, environment }),
    GateBackstop: new library.GateBackstop(scope, 'Backstop', { alertTopic: alerts.topic }),
    GateMonitoring: new library.GateMonitoring(scope, 'Monitoring', {
      configFile,
      functions,
      alertTopic: alerts.topic,
    }),
    Health: new library.Health(scope, 'Health', { configFile, history: runs }),
    IPipelineGate: library.PipelineGate.fromFunctionArn(
      scope,
      'Imported',
      'arn:aws:lambda:us-east-1:123456789012:function:gate',
    ),
    KeyAudit: new library.KeyAudit(scope, 'KeyAudit', { configFile }),
    ManagedTwilioSecret: new library.ManagedTwilioSecret(scope, 'Secret', { type: 'auth-token' }),
    PipelineGate: gate,
    PreflightDashboard: new library.PreflightDashboard(scope, 'Dashboard', {
      configFile,
      functions,
    }),
    RunTable: runs,
    TwilioPreflight: new library.TwilioPreflight(new Stack(scope, 'All'), 'All', { configFile }),
    Watch: new library.Watch(scope, 'Watch', { configFile }),
    WatchedFunction: gate.watched,
  };
}

describe('every export of version 0.1.0 is still exported', () => {
  it.each(VALUES)('%s', (name) => {
    expect(library).toHaveProperty(name);
  });

  it('and the types and their members, which the compiler compares', () => {
    expect(Object.keys(TYPES)).toHaveLength(25);
  });
});

describe('every construct of version 0.1.0 is made from the props it required then', () => {
  const made = makeAll(testStack());

  it.each(Object.entries(MEMBERS))('and has its members: %s', (name, members) => {
    const construct = made[name as keyof typeof MEMBERS];
    for (const member of members) expect(member in construct, `${name}.${member}`).toBe(true);
  });

  it('TwilioPreflightStack', () => {
    const configFile = writeConfiguration(CONFIGURATION);
    const stack = new library.TwilioPreflightStack(testApp(), 'Stack', { configFile });
    expect(stack).toBeInstanceOf(Stack);
  });
});

it('imports a gate by its attributes too', () => {
  const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:gate';
  const gate = library.PipelineGate.fromFunctionAttributes(testStack(), 'Gate', { functionArn });
  expect(gate.fn.functionArn).toBe(functionArn);
});

it('gives the topics that services publish to', () => {
  const { topic } = new library.AlertTopic(testStack(), 'Alerts');
  expect(library.topicsForServices(topic)).toEqual([topic]);
});

it('throws ConfigurationFileError for a configuration that is not valid', () => {
  const configFile = writeConfiguration({});
  expect(() => new library.Watch(testStack(), 'Watch', { configFile })).toThrow(
    library.ConfigurationFileError,
  );
});
