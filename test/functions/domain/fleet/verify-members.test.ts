import { describe, expect, test } from 'vitest';
import { expectationOf } from '../../../../functions/domain/fleet/expectation-of.ts';
import {
  type FleetVerification,
  type JudgedMember,
  OUT_OF_TIME,
  verifyMembers,
} from '../../../../functions/domain/fleet/verify-members.ts';
import type { FleetMember } from '../../../../functions/domain/model/fleet-member.ts';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';
import { ACCOUNTS } from '../accounts.ts';
import { OTHER_TOKEN } from '../credential/samples.ts';
import { turns } from '../verification/fake-ports.ts';
import {
  accountOf,
  fleetPorts,
  KEYED,
  memberOf,
  membersOf,
  payloadOf,
  TEMPLATE,
} from './fleet-world.ts';

const { signal } = new AbortController();

async function verified(
  members: readonly FleetMember[],
  changes: Partial<FleetVerification> = {},
): Promise<readonly JudgedMember[]> {
  const judged: JudgedMember[] = [];
  const run = { template: TEMPLATE, ports: fleetPorts(members), keyed: KEYED, signal, ...changes };
  for await (const one of verifyMembers(members, run)) judged.push(one);
  return judged.toSorted((a, b) => a.listed.index - b.listed.index);
}

/** The only member of a fleet of one. */
async function alone(
  member: FleetMember,
  changes: Partial<FleetVerification> = {},
): Promise<JudgedMember> {
  const [one] = await verified([member], changes);
  if (one === undefined) throw new Error('no result');
  return one;
}

describe('a member', () => {
  test('is an environment of its name, whose secret bears the name', () => {
    const template = { ...TEMPLATE, secret: { id: '{member}/twilio/{member}' } };
    expect(expectationOf(template, { ...memberOf(1), member: '$&' })).toMatchObject({
      name: '$&',
      secret: { id: '$&/twilio/$&' },
      account: { sid: accountOf(1), shared: false },
    });
  });

  test('is judged as an environment is, with one question to Twilio', async () => {
    const ports = fleetPorts([memberOf(0)]);
    const { result, fingerprints } = await alone(memberOf(0), { ports });
    expect(result).toMatchObject({ member: 'tenant-0', verdict: 'pass' });
    expect(result).not.toHaveProperty('cause');
    expect(result.checks.find(({ id }) => id === 'account.identity')?.status).toBe('pass');
    expect(result.checks.find(({ id }) => id === 'environment.isolation')).toMatchObject({
      status: 'skipped',
      message: 'all members are compared by fingerprints at the end of the run',
    });
    expect(fingerprints).toEqual({
      member: 'tenant-0',
      fingerprints: [payloadOf(0).authToken.slice(-16)].map((text) =>
        Buffer.from(text).toString('hex'),
      ),
    });
    expect(ports.twilio.asked).toHaveLength(1);
  });

  test('whose secret is for another account fails, and says for which', async () => {
    const ports = fleetPorts([memberOf(0)], { 'tenants/tenant-0/twilio': payloadOf(1) });
    const { result } = await alone(memberOf(0), { ports });
    expect(result).toMatchObject({ verdict: 'fail', cause: 'environment.wrong-account' });
    expect(result.summary).not.toMatch(/^tenant-0/);
    expect(result.checks.find(({ id }) => id === 'account.identity')?.found).toBe(accountOf(1));
  });

  test('whose secret is not there has no fingerprints', async () => {
    const { result, fingerprints } = await alone(memberOf(0), { ports: fleetPorts([]) });
    expect(result).toMatchObject({ verdict: 'fail', cause: 'secret.not-found' });
    expect(fingerprints.fingerprints).toEqual([]);
  });

  test.each<[string, Partial<FleetMember>, object]>([
    [
      'with a finding of the inventory is judged by that',
      { finding: { verdict: 'fail', cause: 'account.closed', summary: 'its account is closed' } },
      { verdict: 'fail', cause: 'account.closed', summary: 'its account is closed' },
    ],
    [
      'without a declared account is inconclusive',
      { accountSid: undefined },
      { verdict: 'inconclusive', summary: expect.stringMatching(/^no Account SID is declared/) },
    ],
  ])('%s, and nothing is asked', async (_name, changes, expected) => {
    const ports = fleetPorts([memberOf(0)]);
    const { result } = await alone({ ...memberOf(0), ...changes }, { ports });
    expect(result).toEqual({ member: 'tenant-0', checks: [], ...expected });
    expect(ports.secrets.reads).toEqual([]);
  });

  test.each<[string, Error, string]>([
    [
      'names our own error',
      new PreflightError('KMS says no', { code: 'fleet.unavailable', fault: 'service' }),
      'KMS says no',
    ],
    ['repeats no other error', new TypeError('9f3c1ab27e5d'), 'TypeError'],
  ])('without fingerprints is inconclusive, which %s', async (_name, error, said) => {
    const { result, fingerprints } = await alone(memberOf(0), {
      keyed: { of: () => Promise.reject(error) },
    });
    const message = `not compared with the other members: ${said}`;
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      cause: 'aws.unavailable',
      summary: message,
    });
    expect(result.checks.find(({ id }) => id === 'environment.isolation')).toMatchObject({
      status: 'inconclusive',
      message,
    });
    expect(fingerprints.fingerprints).toEqual([]);
  });

  test('that fails for another reason keeps it where it has no fingerprints', async () => {
    const ports = fleetPorts([memberOf(0)], { 'tenants/tenant-0/twilio': payloadOf(1) });
    const { result } = await alone(memberOf(0), {
      ports,
      keyed: { of: () => Promise.reject(new Error('no')) },
    });
    expect(result).toMatchObject({ verdict: 'fail', cause: 'environment.wrong-account' });
  });
});

describe('a fleet', () => {
  test('gives one result for each member, at most so many at once', async () => {
    const members = membersOf(100);
    const ports = fleetPorts(members);
    const judged = await verified(members, { ports, concurrency: 7 });
    expect(judged.map(({ result }) => result.member)).toEqual(members.map(({ member }) => member));
    expect(judged.every(({ result }) => result.verdict === 'pass')).toBe(true);
    expect(ports.secrets.mostAtOnce).toBeLessThanOrEqual(7);
    expect(ports.twilio.mostAtOnce).toBeLessThanOrEqual(7);
  });

  test('waits with each member until the budget lets it in, and ends its stay', async () => {
    const stay: string[] = [];
    const admit = async (): Promise<() => void> => {
      stay.push('in');
      return () => stay.push('out');
    };
    const finding = { verdict: 'fail', summary: 'its account is closed' } as const;
    await verified([memberOf(0), memberOf(1), { ...memberOf(2), finding }], {
      budget: { admit },
      concurrency: 1,
    });
    expect(stay).toEqual(['in', 'out', 'in', 'out']);
  });

  test('goes on where one member meets a defect', async () => {
    const members = membersOf(3);
    const ports = fleetPorts(members, { 'tenants/tenant-1/twilio': new RangeError('broken') });
    const judged = await verified(members, { ports });
    expect(judged.map(({ result }) => result.verdict)).toEqual(['pass', 'inconclusive', 'pass']);
    expect(judged[1]?.result.summary).toBe(
      'a defect in this program (RangeError) while it was verified',
    );
  });

  test('reads the auditor once, and again only where that failed', async () => {
    const members = membersOf(30);
    const auditor = { secret: { id: 'auditor' } };
    const read = { accountSid: ACCOUNTS.parent, authToken: OTHER_TOKEN };
    const ports = fleetPorts(members, { auditor: read });
    await verified(members, { ports, auditor });
    expect(ports.secrets.reads.filter((id) => id === 'auditor')).toHaveLength(1);
    const without = fleetPorts(members);
    await verified(members, { ports: without, auditor, concurrency: 10 });
    expect(without.secrets.reads.filter((id) => id === 'auditor').length).toBeGreaterThan(1);
  });

  test('that is out of time gives the rest as inconclusive, and asks no more', async () => {
    const members = membersOf(4);
    const controller = new AbortController();
    const ports = fleetPorts(members, { 'tenants/tenant-1/twilio': 'hangs' });
    const results = verifyMembers(members, {
      template: TEMPLATE,
      ports,
      keyed: KEYED,
      concurrency: 1,
      signal: controller.signal,
    });
    expect((await results.next()).value?.result.verdict).toBe('pass');
    const second = results.next();
    await turns(100);
    controller.abort();
    expect((await second).value?.result.verdict).toBe('inconclusive');
    const rest = [await results.next(), await results.next()].map(({ value }) => value?.result);
    expect(rest).toMatchObject([
      { member: 'tenant-2', verdict: 'inconclusive', summary: OUT_OF_TIME },
      { member: 'tenant-3', verdict: 'inconclusive', summary: OUT_OF_TIME },
    ]);
    expect(ports.secrets.reads).toHaveLength(2);
    expect((await results.next()).done).toBe(true);
  });
});
