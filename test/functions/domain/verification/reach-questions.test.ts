import { describe, expect, it } from 'vitest';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import type { EnvironmentReport } from '../../../../functions/domain/model/report.ts';
import type { TwilioQuestion } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNTS } from '../accounts.ts';
import { TOKEN } from '../credential/samples.ts';
import { accountReply, DENIED, numbersPage, refusal, unexpected } from '../twilio-replies.ts';
import { type Answering, type FakeTwilio, fakePorts } from './fake-ports.ts';
import { DEVELOPMENT, declared, PRODUCING, SECRETS, STAGING, verify } from './small-world.ts';

/** The parent itself is an environment, beside its subaccounts. */
const parentAs = (credential: EnvironmentExpectation['credential']): EnvironmentExpectation =>
  declared('parent', credential);
const TOKENS = { accountSid: ACCOUNTS.parent, authToken: `${TOKEN.slice(0, 30)}ff` };
const KEYS = {
  accountSid: ACCOUNTS.parent,
  apiKeySid: `SK${'5c'.repeat(14)}2d3e`,
  apiKeySecret: 'Jk4Zp8KdT5yMc1VxQ9nBs4Lf7RgJ2aEu',
};

interface Outcome {
  readonly asked: readonly string[];
  readonly report: EnvironmentReport | undefined;
  readonly twilio: FakeTwilio;
}

/** Verifies the parent as an environment, beside these others. */
async function verifyParent(
  secret: object,
  answering: Answering,
  options: { readonly auditor?: boolean; readonly others?: readonly EnvironmentExpectation[] } = {},
): Promise<Outcome> {
  const { auditor = false, others = [DEVELOPMENT, STAGING, PRODUCING] } = options;
  const environment = parentAs({ kind: 'authToken' in secret ? 'auth-token' : 'api-key' });
  const ports = fakePorts({ ...SECRETS, parent: secret }, answering);
  const audited = auditor ? { auditor: { secret: { id: 'auditor' } } } : {};
  const report = await verify({ environments: [environment, ...others], ...audited }, ports, {
    environments: [environment],
  });
  const asked = ports.twilio.asked.map(nameOf);
  return { asked, report: report.environments[0], twilio: ports.twilio };
}

function nameOf({ path, credential: { username } }: TwilioQuestion): string {
  const sid = sidIn(path);
  const name = Object.entries(ACCOUNTS).find(([, account]) => account === sid)?.[0] ?? sid;
  const what = path.includes('IncomingPhoneNumbers') ? `numbers of ${name}` : name;
  return username.startsWith('SK') ? `${what} by key` : what;
}

function sidIn(path: string): string {
  return /Accounts\/(AC\w{32})/.exec(path)?.[1] ?? '';
}

/** A Main key or Auth Token of the parent reads everything. */
const all: Answering = ({ path }) =>
  path.includes('IncomingPhoneNumbers') ? numbersPage(sidIn(path)) : accountReply(sidIn(path));
/** A Standard key lists numbers; the auditor reads the account. */
const standard: Answering = (question) =>
  question.credential.username.startsWith('SK') && !question.path.includes('Numbers')
    ? DENIED
    : all(question);
/** Twilio keeps every account but the parent's own from it. */
const closed: Answering = (question) =>
  sidIn(question.path) === ACCOUNTS.parent ? all(question) : DENIED;

describe('the accounts of other environments are asked for', () => {
  const others = ['development', 'staging', 'production'];

  it('with the Auth Token of a top-level account, all at once, once it is known', async () => {
    const { asked, report, twilio } = await verifyParent(TOKENS, all);
    expect(asked).toEqual(['parent', ...others]);
    expect(twilio.mostAtOnce).toBe(3);
    expect(report).toMatchObject({ verdict: 'fail', blocked: true, twilioRequests: 4 });
    expect(report?.diagnosis).toMatchObject({
      cause: 'credential.over-privileged',
      confidence: 'proven',
    });
  });

  it('with a Main key of a top-level account', async () => {
    const { asked, report } = await verifyParent(KEYS, all);
    const expected = ['numbers of parent', 'parent', ...others].map((one) => `${one} by key`);
    expect(asked).toEqual(expected);
    expect(report?.diagnosis?.summary).toBe(
      'parent: its Main key reaches development, staging, production: it is too powerful',
    );
  });

  it('with a key of unknown type, after its own account has told that it is a Main key', async () => {
    const { asked, report } = await verifyParent(KEYS, all, { auditor: true });
    expect(asked).toEqual([
      'numbers of parent by key',
      'parent',
      'parent by key',
      ...others.map((one) => `${one} by key`),
    ]);
    expect(report?.diagnosis?.cause).toBe('credential.over-privileged');
  });

  it('and a refusal is the good answer', async () => {
    const { report } = await verifyParent(TOKENS, closed);
    expect(report).toMatchObject({ verdict: 'pass', twilioRequests: 4 });
  });

  it('and an outage leaves the verdict open, without a word of too much power', async () => {
    const { report } = await verifyParent(TOKENS, (question) =>
      sidIn(question.path) === ACCOUNTS.staging ? unexpected(503) : closed(question),
    );
    expect(report).toMatchObject({ verdict: 'inconclusive' });
    expect(JSON.stringify(report?.diagnosis)).not.toContain('over-privileged');
    expect(report?.diagnosis?.summary).toContain('its reach was not judged');
  });

  it('at most ten, and none twice', async () => {
    const environments = Array.from({ length: 13 }, (_, index) => {
      const sid = `AC${Math.max(1, index).toString(16).padStart(32, 'a')}`;
      const account = { sid, shared: index < 2 };
      return { ...PRODUCING, name: `e${index}`, secret: { id: `e${index}` }, account };
    });
    const { asked, report, twilio } = await verifyParent(TOKENS, closed, { others: environments });
    expect(asked).toHaveLength(11);
    expect(new Set(asked).size).toBe(11);
    expect(twilio.mostAtOnce).toBe(10);
    const reach = report?.checks.find(({ id }) => id === 'credential.reach');
    expect(reach).toMatchObject({ status: 'pass' });
    expect(reach?.message).toContain(
      'not asked, since a run asks for 10 accounts at most: e11, e12',
    );
  });
});

describe('the accounts of other environments are not asked for', () => {
  it('with a key that is shown not to be Main', async () => {
    const { asked, report } = await verifyParent(KEYS, standard, { auditor: true });
    expect(asked).toEqual(['numbers of parent by key', 'parent', 'parent by key']);
    expect(report?.verdict).toBe('pass');
  });

  it.each([
    ['refused', DENIED],
    ['inactive', refusal(403, 20005)],
    ['in an outage', unexpected(503)],
  ])('with a credential that is %s', async (_name, reply) => {
    expect((await verifyParent(TOKENS, () => reply)).asked.slice(0, 4)).not.toContain('staging');
  });

  it('with an OAuth client, which works in its own account alone', async () => {
    const client = {
      clientId: `OQ${'7Rt'.repeat(10)}Q2`,
      clientSecret: 'kT4-vQ9_zB2xLm7RwYp0NcJd',
    };
    const { asked, report } = await verifyParent(client, all, { auditor: true });
    expect(asked).not.toContain('staging');
    expect(report?.verdict).toBe('fail');
  });

  it('where there are none', async () => {
    const { asked, report } = await verifyParent(TOKENS, all, { others: [] });
    expect(asked).toEqual(['parent']);
    expect(report?.verdict).toBe('pass');
  });
});
