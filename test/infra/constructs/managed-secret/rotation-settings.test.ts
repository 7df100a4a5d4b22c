import { Duration, Lazy } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { describe, expect, it } from 'vitest';
import { planRotation } from '../../../../infra/constructs/managed-secret/rotation-settings.ts';
import { testStack } from '../../synthesise.ts';

const ADMIN_ARN = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:twilio/admin-AbCdEf';
const stack = testStack('us-east-1');
const adminSecret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Admin', ADMIN_ARN);
const namedSecret = secretsmanager.Secret.fromSecretNameV2(stack, 'Named', 'twilio/admin');

describe('planRotation', () => {
  it('names the admin secret of an API key by its complete ARN, and leaves the rest to AWS', () => {
    expect(planRotation({ type: 'api-key', adminSecret })).toEqual({
      days: 90,
      adminSecret,
      metadata: [{ key: 'adminSecretArn', value: ADMIN_ARN }],
    });
  });

  it('says how keys are kept and called, as text', () => {
    const plan = planRotation({
      type: 'api-key',
      adminSecret,
      retainPreviousKey: true,
      friendlyNamePrefix: 'production-',
      rotateEvery: Duration.days(30),
    });
    expect(plan).toMatchObject({
      days: 30,
      metadata: [
        { key: 'adminSecretArn', value: ADMIN_ARN },
        { key: 'retainPreviousKey', value: 'true' },
        { key: 'friendlyNamePrefix', value: 'production-' },
      ],
    });
  });

  it('rotates an Auth Token by itself', () => {
    expect(planRotation({ type: 'auth-token' })).toEqual({ days: 90, metadata: [] });
  });

  it.each([
    { name: 'none', propagationDelay: Duration.seconds(0), value: '0' },
    { name: 'the longest', propagationDelay: Duration.minutes(5), value: '300' },
  ])('says how long a promoted token may take: $name', ({ propagationDelay, value }) => {
    expect(planRotation({ type: 'auth-token', propagationDelay })?.metadata).toEqual([
      { key: 'propagationDelaySeconds', value },
    ]);
  });

  it('never rotates a Main key', () => {
    expect(planRotation({ type: 'main-api-key' })).toBeUndefined();
    expect(planRotation({ type: 'main-api-key', automaticRotation: false })).toBeUndefined();
  });

  it('needs no admin secret while rotation is off', () => {
    expect(planRotation({ type: 'api-key', automaticRotation: false })).toBeUndefined();
  });

  it.each([
    {
      name: 'a Main key that is rotated',
      settings: { type: 'main-api-key', rotateEvery: Duration.days(90) },
      says: /main-api-key is never rotated/,
    },
    {
      name: 'a Main key with rotation turned on',
      settings: { type: 'main-api-key', automaticRotation: true },
      says: /main-api-key is never rotated/,
    },
    {
      name: 'an API key without an admin secret',
      settings: { type: 'api-key' },
      says: /Rotation of an api-key needs "adminSecret"/,
    },
    {
      name: 'an admin secret known by name',
      settings: { type: 'api-key', adminSecret: namedSecret },
      says: /"adminSecret" \(twilio\/admin\) is known by its name only/,
    },
    {
      name: 'an Auth Token with an admin secret',
      settings: { type: 'auth-token', adminSecret },
      says: /"adminSecret" has no effect on type "auth-token": it is for "api-key"/,
    },
    {
      name: 'an API key with a delay',
      settings: { type: 'api-key', adminSecret, propagationDelay: Duration.seconds(60) },
      says: /"propagationDelay" has no effect on type "api-key": it is for "auth-token"/,
    },
    {
      name: 'a delay that AWS refuses',
      settings: { type: 'auth-token', propagationDelay: Duration.minutes(6) },
      says: /"propagationDelay" is 6 minutes\. Give 5 minutes or less/,
    },
    {
      name: 'half a day',
      settings: { type: 'auth-token', rotateEvery: Duration.hours(12) },
      says: /"rotateEvery" is 12 hours\. Give whole days, from 1 to 1000/,
    },
    {
      name: 'three years',
      settings: { type: 'auth-token', rotateEvery: Duration.days(1095) },
      says: /"rotateEvery" is 1095 days/,
    },
  ] as const)('refuses $name', ({ settings, says }) => {
    expect(() => planRotation(settings)).toThrow(says);
  });

  it('does not judge times that are known at deployment only', () => {
    const number = Lazy.number({ produce: () => 400 });
    const plan = planRotation({
      type: 'auth-token',
      rotateEvery: Duration.days(number),
      propagationDelay: Duration.seconds(number),
    });
    expect(stack.resolve(plan)).toEqual({
      days: 400,
      metadata: [{ key: 'propagationDelaySeconds', value: '400' }],
    });
  });
});
