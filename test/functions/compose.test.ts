import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { composeGate, composeVerification } from '../../functions/compose.ts';
import { composeCodeDeployBase, composeGateBase } from '../../functions/compose-base.ts';
import { parseOrThrow } from '../../functions/configuration/parse-or-throw.ts';
import type { SecretReader } from '../../functions/domain/model/ports.ts';
import { createRecordedMetrics } from './handlers/recorded-metrics.ts';

const TOPIC = 'PREFLIGHT_ALERT_TOPIC_ARN';
const ORIGIN = 'PREFLIGHT_TWILIO_ORIGIN';
const SETTINGS = { alertTopicArn: undefined, twilioOrigin: undefined, region: 'us-east-1' };

beforeEach(() => {
  for (const name of [TOPIC, ORIGIN, 'AWS_REGION', 'AWS_DEFAULT_REGION']) {
    vi.stubEnv(name, undefined);
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the base of the gate', () => {
  it('has no alerts without a topic', () => {
    expect(composeGateBase().alerts).toBeUndefined();
  });

  it.each(['arn:aws:sns:us-east-1:111122223333:alerts', 'not an ARN', ':::::'])(
    'is made whatever the topic is called: %s',
    (arn) => {
      vi.stubEnv(TOPIC, arn);
      expect(composeGateBase().alerts).toBeDefined();
    },
  );
});

describe('the base of a function with a topic', () => {
  it('looks at its subscriptions, and only with a topic', () => {
    expect(composeGateBase()).not.toHaveProperty('subscriptions');
    vi.stubEnv(TOPIC, 'arn:aws:sns:us-east-1:111122223333:alerts');
    vi.stubEnv('PREFLIGHT_CHAT_TOPIC_ARN', 'arn:aws:sns:us-east-1:111122223333:chat');
    expect(composeGateBase()).toMatchObject({
      subscriptions: { run: expect.any(Function) },
    });
  });
});

describe('the base of the CodeDeploy hook', () => {
  it('answers CodeDeploy, and has no jobs', () => {
    expect(composeCodeDeployBase()).toMatchObject({ hooks: { answer: expect.any(Function) } });
    expect(composeCodeDeployBase()).not.toHaveProperty('jobs');
  });
});

describe('composing the gate', () => {
  const compose = () => composeGate(createRecordedMetrics());

  it('refuses a Twilio that is not on loopback, before anything is sent', async () => {
    vi.stubEnv(ORIGIN, 'https://api.twilio.com.evil.example');
    await expect(compose()).rejects.toMatchObject({ code: 'origin.not-loopback' });
  });

  it('says that the configuration is missing', async () => {
    await expect(compose()).rejects.toMatchObject({ code: 'config.invalid' });
  });
});

describe('composing a verification', () => {
  it('refuses a Twilio that is not on loopback at once', () => {
    const settings = { ...SETTINGS, twilioOrigin: 'http://10.0.0.1' };
    expect(() => composeVerification(settings)).toThrow(
      expect.objectContaining({ code: 'origin.not-loopback' }),
    );
  });

  it.each([
    { name: 'with a Region', settings: SETTINGS },
    { name: 'without one', settings: { ...SETTINGS, region: undefined } },
    { name: 'with an origin', settings: { ...SETTINGS, twilioOrigin: 'http://127.0.0.1:1' } },
  ])('shares connections between runs, and no fingerprint key: $name', ({ settings }) => {
    const ports = composeVerification(settings);
    const [one, other] = [ports(), ports()];
    expect(other.twilio).toBe(one.twilio);
    expect(other.secrets).toBe(one.secrets);
    expect(other.fingerprints).not.toBe(one.fingerprints);
  });

  it('takes another reader of secrets', () => {
    const notCalled = (): Promise<never> => Promise.reject(new Error('not called'));
    const secrets: SecretReader = { read: notCalled, describe: notCalled };
    expect(composeVerification(SETTINGS, secrets)().secrets).toBe(secrets);
  });
});

describe('a configuration text', () => {
  it('that is not valid throws every issue', () => {
    const text = '{"environments":{"a":{"secret":{"id":1}},"b":{}}}';
    expect(() => parseOrThrow(text)).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        fault: 'operator',
        message: expect.stringMatching(/environments\.a\.secret\.id[\s\S]*environments\.b/),
      }),
    );
  });
});
