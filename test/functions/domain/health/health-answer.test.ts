import { describe, expect, it } from 'vitest';
import {
  type EnvironmentHealth,
  healthAnswer,
} from '../../../../functions/domain/health/health-answer.ts';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import type { Verdict } from '../../../../functions/domain/model/report.ts';

const NOW = new Date('2026-11-25T12:00:00.000Z');
const MINUTE_MS = 60_000;
const reader = { isAuthorised: false, now: NOW, maxAgeMs: 15 * MINUTE_MS };

const PRODUCTION: EnvironmentExpectation = {
  name: 'production',
  secret: { id: 'prod' },
  account: { sid: 'ACdfb5b35a454c6996821c13b13e6f33ed', shared: false },
  credential: { kind: 'api-key' },
  twilioRegion: 'us1',
  mode: 'enforce',
  onInconclusive: 'block',
};

function health(
  verdict: Verdict,
  ageMinutes = 1,
  change: Partial<EnvironmentExpectation> = {},
): EnvironmentHealth {
  const observedAt = new Date(NOW.getTime() - ageMinutes * MINUTE_MS).toISOString();
  const cause = verdict === 'fail' ? { cause: 'credential.rejected' } : {};
  return {
    environment: { ...PRODUCTION, ...change },
    observation: { verdict, observedAt, runId: 'run-1', ...cause },
    isFresh: ageMinutes < 15,
  };
}

const UNKNOWN: EnvironmentHealth = { environment: PRODUCTION, isFresh: false };

describe('healthAnswer', () => {
  it.each([
    { name: 'a pass', all: [health('pass')], statusCode: 200, status: 'pass' },
    { name: 'a warning', all: [health('warn')], statusCode: 200, status: 'warn' },
    { name: 'a fail', all: [health('fail')], statusCode: 503, status: 'fail' },
    { name: 'nobody knows', all: [health('inconclusive')], statusCode: 503, status: 'fail' },
    {
      name: 'nobody knows, and that is allowed',
      all: [health('inconclusive', 1, { onInconclusive: 'allow' })],
      statusCode: 200,
      status: 'warn',
    },
    { name: 'nothing was ever seen', all: [UNKNOWN], statusCode: 503, status: 'fail' },
    { name: 'a pass that is old', all: [health('pass', 20)], statusCode: 200, status: 'warn' },
    { name: 'a pass that is too old', all: [health('pass', 31)], statusCode: 503, status: 'fail' },
    {
      name: 'one of two is bad',
      all: [health('pass'), health('fail', 1, { name: 'staging' })],
      statusCode: 503,
      status: 'fail',
    },
    {
      name: 'a fail in shadow mode, which is about gates',
      all: [health('fail', 1, { mode: 'shadow' })],
      statusCode: 503,
      status: 'fail',
    },
    { name: 'no environment at all', all: [], statusCode: 503, status: 'fail' },
  ])('is $statusCode and $status for $name', ({ all, statusCode, status }) => {
    const answer = healthAnswer(all, reader);
    expect([answer.statusCode, answer.body.status]).toEqual([statusCode, status]);
  });

  it('tells a stranger a status and a time, and no SID, cause or run', () => {
    const { body } = healthAnswer([health('fail')], reader);
    expect(body.checks).toEqual({
      'production:credential': [
        { componentType: 'system', status: 'fail', time: '2026-11-25T11:59:00.000Z' },
      ],
    });
  });

  it('tells whoever is authorised why', () => {
    const { body } = healthAnswer([health('fail')], { ...reader, isAuthorised: true });
    expect(body.checks['production:credential']?.[0]).toEqual({
      componentType: 'system',
      status: 'fail',
      time: '2026-11-25T11:59:00.000Z',
      observedValue: 'fail',
      componentId: PRODUCTION.account.sid,
      runId: 'run-1',
      output: 'credential.rejected',
    });
  });

  it('has nothing more to say of a pass', () => {
    const { body } = healthAnswer([health('pass')], { ...reader, isAuthorised: true });
    expect(body.checks['production:credential']?.[0]).not.toHaveProperty('output');
  });

  it('says how old a verdict is that should be younger, and that nothing is known', () => {
    const outputs = [health('pass', 20), UNKNOWN].map(
      (one) => healthAnswer([one], reader).body.checks['production:credential']?.[0].output,
    );
    expect(outputs).toEqual([
      'this verdict is 20 min old',
      'nothing is known yet: no verification has ended',
    ]);
  });

  it.each([
    { name: 'a minute at most', all: [health('pass', 1)], seconds: 60 },
    { name: 'until the verdict is too old', all: [health('pass', 14.5)], seconds: 30 },
    { name: 'not at all where it is', all: [health('pass', 20)], seconds: 0 },
    { name: 'a moment where it is bad', all: [health('fail', 1)], seconds: 5 },
    {
      name: 'as long as the oldest of several',
      all: [health('pass', 1), health('pass', 14.5)],
      seconds: 30,
    },
  ])('may be kept $name', ({ all, seconds }) => {
    expect(healthAnswer(all, reader).maxAgeSeconds).toBe(seconds);
  });
});
