import { describe, expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { BOUNDS } from '../../../../functions/domain/verification/verification.ts';
import { ACCOUNTS } from '../accounts.ts';
import { accountReply, DENIED, refusal, TEST_PAIR, unexpected } from '../twilio-replies.ts';
import { fakePorts } from './fake-ports.ts';
import {
  AUDITED,
  answering,
  DEVELOPMENT,
  declared,
  PRODUCING,
  questionsOf,
  SECRETS,
  STAGING,
  THREE,
  VALUES,
  verify,
} from './small-world.ts';

describe('when everything is right', () => {
  it('passes every environment, in the order of the request', async () => {
    const ports = fakePorts(SECRETS, answering);
    const report = await verify(THREE, ports, { environments: [PRODUCING, DEVELOPMENT, STAGING] });
    expect(report).toMatchObject({
      schemaVersion: 1,
      runId: '1f2e3d4c-0000-4000-8000-000000000001',
      trigger: 'manual',
      startedAt: '2026-11-22T03:00:00.000Z',
      durationMs: 0,
      verdict: 'pass',
    });
    expect(
      report.environments.map(({ name, verdict, blocked }) => [name, verdict, blocked]),
    ).toEqual([
      ['production', 'pass', false],
      ['development', 'pass', false],
      ['staging', 'pass', false],
    ]);
  });

  it('reads every secret once, as AWSCURRENT, all at once', async () => {
    const { secrets, ...ports } = fakePorts(SECRETS, answering);
    await verify(AUDITED, { ...ports, secrets }, { environments: [PRODUCING] });
    expect(secrets.reads.toSorted()).toEqual(['auditor', 'development', 'production', 'staging']);
    expect(secrets.mostAtOnce).toBe(4);
    expect([...secrets.stages]).toEqual(['AWSCURRENT']);
  });

  it('leaves no sleeper and no call behind', async () => {
    const { secrets, twilio, clock, ...ports } = fakePorts(SECRETS, answering);
    await verify(AUDITED, { ...ports, secrets, twilio, clock });
    expect([clock.sleepers(), secrets.running, twilio.running]).toEqual([0, 0, 0]);
  });

  it('judges nothing where nothing is asked for, and says so', async () => {
    const report = await verify(THREE, fakePorts(SECRETS, answering), { environments: [] });
    expect(report).toMatchObject({ verdict: 'inconclusive', environments: [] });
  });
});

describe('what Twilio is asked of an environment', () => {
  const key = (keyType: 'main' | 'standard' | 'restricted') =>
    declared('production', { kind: 'api-key', keyType });

  it.each<readonly [string, EnvironmentExpectation, boolean, readonly string[]]>([
    ['an Auth Token', DEVELOPMENT, false, ['account as development']],
    ['an Auth Token beside an auditor', DEVELOPMENT, true, ['account as development']],
    ['a key', PRODUCING, false, ['numbers as key', 'account as key']],
    ['a key beside an auditor', PRODUCING, true, ['numbers as key', 'account as parent']],
    ['a Main key beside an auditor', STAGING, true, ['numbers as key', 'account as key']],
    ['a Standard key', key('standard'), false, ['numbers as key', 'account as key']],
    [
      'a Standard key beside an auditor',
      key('standard'),
      true,
      ['numbers as key', 'account as key', 'account as parent'],
    ],
    [
      'a Restricted key beside an auditor',
      key('restricted'),
      true,
      ['numbers as key', 'account as key', 'account as parent'],
    ],
  ])('%s, in one wave', async (...[, environment, audited, questions]) => {
    const ports = fakePorts(SECRETS, answering);
    const report = await verify(audited ? AUDITED : THREE, ports, { environments: [environment] });
    expect(report.verdict).toBe('pass');
    expect(questionsOf(ports.twilio.asked)).toEqual(questions);
    expect(ports.twilio.mostAtOnce).toBe(questions.length);
    expect(report.environments[0]).toMatchObject({
      twilioRequests: questions.length,
      twilioRequestIds: questions.map(() => 'RQ01'),
    });
  });
});

describe('the second step', () => {
  /** Everything is answered with this, but the auditor, who sees an active account. */
  const meeting = (reply: TwilioReply) => (question: Parameters<typeof answering>[0]) =>
    question.credential.username === ACCOUNTS.parent ? accountReply(ACCOUNTS.development) : reply;

  it.each<readonly [string, TwilioReply, readonly string[]]>([
    [
      'a rejection, with other Regions and accounts after it',
      DENIED,
      [
        'account as development',
        'account as parent',
        'whoami as development',
        'account as development in ie1',
        'account as development in au1',
        'account as staging',
        'account as production',
      ],
    ],
    ['an inactive account', refusal(401, 20005), ['account as development', 'account as parent']],
    ['a 404', refusal(404, 20404), ['account as development', 'account as parent']],
    ['test credentials', TEST_PAIR, ['account as development']],
    ['an outage', unexpected(503), ['account as development']],
    ['a rate limit', refusal(429, 20429), ['account as development']],
  ])(
    'asks the auditor about an Auth Token only where Twilio denies: %s',
    async (...[, reply, questions]) => {
      const ports = fakePorts(SECRETS, meeting(reply));
      await verify(AUDITED, ports, { environments: [DEVELOPMENT] });
      expect(questionsOf(ports.twilio.asked)).toEqual(questions);
      expect(ports.twilio.mostAtOnce).toBe(1);
    },
  );

  it('asks a rejected key for the account, which tells a Main key of the parent', async () => {
    const ports = fakePorts(SECRETS, ({ path }) =>
      path.includes('Numbers') ? DENIED : accountReply(ACCOUNTS.production),
    );
    const report = await verify(AUDITED, ports, { environments: [PRODUCING] });
    expect(questionsOf(ports.twilio.asked)).toEqual([
      'numbers as key',
      'account as parent',
      'account as key',
      // Which accounts it reaches beside this one: those of development and staging.
      'account as key',
      'account as key',
      'whoami as key',
    ]);
    expect(report.environments[0]?.diagnosis?.cause).toBe('environment.wrong-account');
  });
});

describe('fifty environments', () => {
  const environments = Array.from({ length: 50 }, (_, index) => ({
    ...DEVELOPMENT,
    name: `environment-${index}`,
    secret: { id: `secret-${index}` },
    account: {
      sid: `${ACCOUNTS.staging.slice(0, 32)}${index.toString(16).padStart(2, '0')}`,
      shared: false,
    },
  }));
  const secrets = Object.fromEntries(
    environments.map(({ secret, account }, index) => [
      secret.id,
      {
        accountSid: account.sid,
        authToken: `${VALUES[0]?.slice(2)}${index.toString(16).padStart(2, '0')}`,
      },
    ]),
  );

  it('are read and asked at once, within the bounds', async () => {
    const ports = fakePorts(secrets, answering);
    const report = await verify({ environments }, ports);
    expect(report.environments.map(({ verdict }) => verdict)).toEqual(
      environments.map(() => 'pass'),
    );
    expect(ports.secrets.mostAtOnce).toBe(50);
    expect(ports.twilio.mostAtOnce).toBe(BOUNDS.environmentsAtOnce);
  });
});
