import { describe, expect, it } from 'vitest';
import { readSettings } from '../../cli/settings.ts';

describe('the settings in the environment variables', () => {
  it.each([
    ['AWS_REGION', { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' }, 'eu-west-1'],
    ['AWS_DEFAULT_REGION else', { AWS_DEFAULT_REGION: 'us-east-1' }, 'us-east-1'],
    [
      'AWS_DEFAULT_REGION for an empty AWS_REGION',
      { AWS_REGION: '', AWS_DEFAULT_REGION: 'a' },
      'a',
    ],
    ['neither', {}, undefined],
  ])('take the Region from %s', (_name, env, region) => {
    expect(readSettings(env)).toMatchObject({ region });
  });

  it('take an empty PREFLIGHT_TWILIO_ORIGIN for none, and never an alert topic', () => {
    const env = { PREFLIGHT_TWILIO_ORIGIN: '', PREFLIGHT_ALERT_TOPIC_ARN: 'arn:aws:sns:…' };
    expect(readSettings(env)).toEqual({ region: undefined, twilioOrigin: undefined });
  });
});
