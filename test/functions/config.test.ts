import { afterEach, describe, expect, it, vi } from 'vitest';
import { readDeployedConfiguration, readFunctionSettings } from '../../functions/config.ts';
import { ENVIRONMENT_VARIABLES } from '../../functions/contract.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

function stubAll(values: Readonly<Record<string, string | undefined>>): void {
  const names = [...Object.values(ENVIRONMENT_VARIABLES), 'AWS_REGION', 'AWS_DEFAULT_REGION'];
  for (const name of names) vi.stubEnv(name, values[name]);
}

describe('the settings of a function', () => {
  it.each([
    { name: 'nothing', values: {}, settings: {} },
    {
      name: 'everything',
      values: {
        PREFLIGHT_ALERT_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:alerts',
        PREFLIGHT_CHAT_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:chat',
        PREFLIGHT_SERVICE_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:services',
        PREFLIGHT_TWILIO_ORIGIN: 'http://127.0.0.1:1',
        AWS_REGION: 'eu-west-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        PREFLIGHT_ENVIRONMENTS: 'staging,production',
        POWERTOOLS_SERVICE_NAME: 'Preflight',
        PREFLIGHT_RUNS_TABLE: 'runs',
        PREFLIGHT_HEALTH_MAX_AGE_SECONDS: '60',
      },
      settings: {
        runsTable: 'runs',
        healthMaxAgeSeconds: 60,
        environments: ['staging', 'production'],
        service: 'Preflight',
        alertTopicArn: 'arn:aws:sns:us-east-1:111122223333:alerts',
        chatTopicArn: 'arn:aws:sns:us-east-1:111122223333:chat',
        serviceTopicArn: 'arn:aws:sns:us-east-1:111122223333:services',
        twilioOrigin: 'http://127.0.0.1:1',
        region: 'eu-west-1',
      },
    },
    {
      name: 'the default Region',
      values: { AWS_DEFAULT_REGION: 'us-east-1' },
      settings: { region: 'us-east-1' },
    },
    {
      name: 'the default Region behind an empty one',
      values: { AWS_REGION: '', AWS_DEFAULT_REGION: 'us-east-1' },
      settings: { region: 'us-east-1' },
    },
    {
      name: 'empty variables, as nothing',
      values: {
        PREFLIGHT_ALERT_TOPIC_ARN: '',
        PREFLIGHT_TWILIO_ORIGIN: '',
        AWS_REGION: '',
        PREFLIGHT_ENVIRONMENTS: '',
        POWERTOOLS_SERVICE_NAME: '',
      },
      settings: {},
    },
    {
      name: 'names between blanks and stray commas',
      values: { PREFLIGHT_ENVIRONMENTS: ' staging ,, production,' },
      settings: { environments: ['staging', 'production'] },
    },
    {
      name: 'an age that is no whole number above 0, as nothing',
      values: { PREFLIGHT_HEALTH_MAX_AGE_SECONDS: '1.5' },
      settings: {},
    },
    {
      name: 'only commas: no name, which is not the same as nothing',
      values: { PREFLIGHT_ENVIRONMENTS: ' , ' },
      settings: { environments: [] },
    },
  ])('are read from the environment: $name', ({ values, settings }) => {
    stubAll(values);
    const none = { alertTopicArn: undefined, twilioOrigin: undefined, region: undefined };
    expect(readFunctionSettings()).toEqual({ ...none, ...settings });
  });
});

describe('a configuration that was not deployed', () => {
  it('is a fault of the deployment, not a defect', () => {
    // The source tree has no configuration beside the code; only a bundle does.
    expect(() => readDeployedConfiguration()).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        fault: 'operator',
        message: expect.stringContaining('preflight.config.json'),
      }),
    );
  });
});
