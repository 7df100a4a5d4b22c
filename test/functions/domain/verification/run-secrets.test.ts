import { describe, expect, it } from 'vitest';
import { secretValues } from '../../../../functions/domain/credential/secret-values.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { auditEnvironments } from '../../../../functions/domain/verification/audit/audit-environments.ts';
import { refusal } from '../twilio-replies.ts';
import { type FakePorts, fakePorts, type SecretAnswer } from './fake-ports.ts';
import { AUDITED, answering, DEVELOPMENT, SECRETS, verify } from './small-world.ts';

const OWN_SPARE = 'correct horse battery staple';
const OTHERS_SPARE = 'purple monkey dishwasher lamp';
const AUDITORS_SPARE = 'seven silent silver sailors';

/** Each secret holds one more, of which no form tells that it is a secret. */
const secrets: Readonly<Record<string, SecretAnswer>> = {
  ...SECRETS,
  production: { ...(SECRETS['production'] as object), authToken: OWN_SPARE },
  staging: { ...(SECRETS['staging'] as object), signingSecret: OTHERS_SPARE },
  auditor: { ...(SECRETS['auditor'] as object), password: AUDITORS_SPARE },
};

function mixingUp(): FakePorts {
  const message = `Authenticate ${OWN_SPARE}, ${OTHERS_SPARE} or ${AUDITORS_SPARE}`;
  return fakePorts(secrets, (question) =>
    question.path.includes('Keys.json') || question.credential.username.startsWith('SK4b')
      ? refusal(401, 20003, message)
      : answering(question),
  );
}

describe('a service that repeats another secret of the run', () => {
  it('is quoted without the secret of any environment or of the auditor', async () => {
    const report = JSON.stringify(await verify(AUDITED, mixingUp()));
    expect(report).toContain('Authenticate [redacted], [redacted] or [redacted]');
    for (const value of [OWN_SPARE, OTHERS_SPARE, AUDITORS_SPARE]) {
      expect(report).not.toContain(value.slice(0, 8));
    }
  });

  it('is quoted so in a key audit too', async () => {
    const { environments } = AUDITED;
    const { signal } = new AbortController();
    const report = await auditEnvironments(
      { expectations: AUDITED, environments, signal },
      mixingUp(),
    );
    expect(JSON.stringify(report)).toContain('[redacted], [redacted] or [redacted]');
  });
});

describe('a SID or request id that holds another secret of the run', () => {
  const hex = SECRETS['auditor'] as { readonly authToken: string };
  const echoing = (requestIds: readonly string[]): FakePorts =>
    fakePorts(SECRETS, (question) => {
      const reply = answering(question);
      return reply && { ...reply, requestIds };
    });

  it('is no owner that a report shows', async () => {
    const ports = fakePorts(SECRETS, (question) => {
      const reply = answering(question);
      if (reply?.kind !== 'resource' || reply.body['owner_account_sid'] === undefined) return reply;
      return { ...reply, body: { ...reply.body, owner_account_sid: `AC${hex.authToken}` } };
    });
    const report = JSON.stringify(await verify(AUDITED, ports));
    expect(report).not.toContain(hex.authToken.slice(0, 8));
    expect(report).toContain('owner');
  });

  it('is dropped from a passing report', async () => {
    const requestIds = [`RQ${'57'.repeat(16)}`, `RQ${hex.authToken}`];
    const { verdict, environments } = await verify(AUDITED, echoing(requestIds));
    expect(verdict).toBe('pass');
    expect(new Set(environments.flatMap((one) => one.twilioRequestIds))).toEqual(
      new Set([requestIds[0]]),
    );
  });

  it('is an account still where the secret holds it within another value', async () => {
    const development = {
      ...(SECRETS['development'] as object),
      authHint: `(${DEVELOPMENT.account.sid})`,
    };
    const { verdict } = await verify(AUDITED, fakePorts({ ...SECRETS, development }, answering));
    expect(verdict).toBe('pass');
  });
});

describe('what of a secret no text may repeat', () => {
  it.each([
    [
      'the value under the name of a secret',
      '{"authToken":"plain words here"}',
      ['plain words here'],
    ],
    ['a value of the form of a secret', '{"x":"Zq3RkT9vLm2X"}', ['Zq3RkT9vLm2X']],
    ['values in objects and lists', '{"a":{"secret":["hidden words"]}}', ['hidden words']],
    ['a name that may be a value', '{"Zq3RkT9vLm2X":null}', ['Zq3RkT9vLm2X']],
    ['tokens of a text', 'key Zq3RkT9vLm2X of production', ['Zq3RkT9vLm2X']],
    ['no SID', '{"authToken":"SK3c1f9ab27e5d40866bfa2c91d07e4b35"}', []],
    ['no address', '{"key":"https://api.twilio.com/v1"}', []],
    ['no plain word', '{"environment":"production"}', []],
    [
      'nothing short, no number and no text with blanks',
      '{"key":"short","n":7,"x":"Zq3 RkT9vLm"}',
      [],
    ],
  ])('%s', (_name, payload, values) => {
    expect(secretValues(new Redacted(payload)).map((one) => one.expose())).toEqual(values);
  });
});
