import { describe, expect, it } from 'vitest';
import type { EnvironmentReport, Report } from '../../../../functions/domain/model/report.ts';
import { BOUNDS } from '../../../../functions/domain/verification/verification.ts';
import { ACCOUNTS } from '../accounts.ts';
import { accountReply, DENIED, numbersPage, unexpected } from '../twilio-replies.ts';
import { type FakePorts, fakePorts, turns } from './fake-ports.ts';
import {
  AUDITED,
  answering,
  DEVELOPMENT,
  PRODUCING,
  SECRETS,
  STAGING,
  THREE,
  VALUES,
  verify,
} from './small-world.ts';

const ONLY = { environments: [PRODUCING] };

function only({ environments }: Report): EnvironmentReport | undefined {
  return environments[0];
}

function messageOf(report: Report, id: string): string | undefined {
  return only(report)?.checks.find((check) => check.id === id)?.message;
}

/** Lets the limit for secrets pass once everything that can run has run. */
async function passSecretsLimit({ clock }: FakePorts): Promise<void> {
  await turns(200);
  clock.pass(BOUNDS.secretsMs);
}

describe('another environment', () => {
  it('whose secret cannot be read is named, and does not block', async () => {
    const { development, ...secrets } = SECRETS;
    const report = await verify(THREE, fakePorts(secrets, answering), ONLY);
    expect(report.verdict).toBe('pass');
    expect(messageOf(report, 'environment.isolation')).toBe(
      'compared with staging; not compared: development (its secret could not be read: not-found)',
    );
  });

  it('whose secret holds nothing useful is named, and does not block', async () => {
    const report = await verify(THREE, fakePorts({ ...SECRETS, staging: {} }, answering), ONLY);
    expect(report.verdict).toBe('pass');
    expect(messageOf(report, 'environment.isolation')).toContain(
      'not compared: staging (its secret holds no well-formed credential)',
    );
  });

  it('whose secret hangs holds nothing up beyond the limit, and does not block', async () => {
    const ports = fakePorts({ ...SECRETS, staging: 'hangs' }, answering);
    const verifying = verify(THREE, ports, ONLY);
    await passSecretsLimit(ports);
    const report = await verifying;
    expect([report.verdict, report.durationMs]).toEqual(['pass', BOUNDS.secretsMs]);
    expect(messageOf(report, 'environment.isolation')).toContain(
      'staging (its secret could not be',
    );
  });

  it('whose secret hangs does not delay one that has no credential to compare', async () => {
    const ports = fakePorts({ ...SECRETS, production: [], staging: 'hangs' }, answering);
    const report = await verify(THREE, ports, ONLY);
    await turns();
    expect(only(report)?.diagnosis?.cause).toBe('secret.not-json');
    expect([ports.clock.sleepers(), ports.secrets.running]).toEqual([0, 0]);
  });

  it('that holds the same credential fails both, and names the right cause for each', async () => {
    const copied = { ...SECRETS, production: SECRETS['staging'] ?? {} };
    const report = await verify(THREE, fakePorts(copied, answering), {
      environments: [STAGING, PRODUCING],
    });
    expect(report.environments.map(({ diagnosis }) => diagnosis?.summary)).toEqual([
      'staging: the secret of production holds the same account and the same key and the same secret value',
      expect.stringMatching(
        /^production: its API key is right, its Account SID is that of staging/,
      ),
    ]);
  });
});

describe('the auditor', () => {
  it('never condemns by its rejection: the questions it leaves are open', async () => {
    const ports = fakePorts(SECRETS, (question) =>
      question.credential.username === ACCOUNTS.parent ? DENIED : answering(question),
    );
    const report = await verify(AUDITED, ports, ONLY);
    expect(report.verdict).toBe('inconclusive');
    expect(only(report)?.checks.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(only(report)?.diagnosis?.summary).toMatch(/^production: the auditor credential cannot/);
  });

  it.each([
    ['is missing', undefined, 'its secret could not be read (not-found)'],
    ['holds no credential', {}, 'its secret holds no well-formed credential'],
    [
      'is an OAuth client',
      {
        clientId: 'OQ7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQeU',
        clientSecret: 'kT4-vQ9_zB2xLm7RwYp0NcJd8Hs',
      },
      'it is an OAuth client',
    ],
  ])('that %s leaves what it should have told open', async (_name, auditor, reason) => {
    const { auditor: _good, ...others } = SECRETS;
    const ports = fakePorts(auditor === undefined ? others : { ...others, auditor }, answering);
    const report = await verify(AUDITED, ports, ONLY);
    expect(report.verdict).toBe('inconclusive');
    expect(messageOf(report, 'account.active')).toBe(
      `the auditor credential cannot be used: ${reason}`,
    );
  });

  it('tells a suspended account from a wrong token', async () => {
    const suspended = accountReply(ACCOUNTS.development, { status: 'suspended' });
    const ports = fakePorts(SECRETS, ({ credential }) =>
      credential.username === ACCOUNTS.parent ? suspended : DENIED,
    );
    const report = await verify(AUDITED, ports, { environments: [DEVELOPMENT] });
    expect(only(report)?.diagnosis).toMatchObject({
      cause: 'account.suspended',
      confidence: 'proven',
      alternatives: [{ cause: 'credential.rejected', confidence: 'possible' }],
    });
  });
});

describe('time', () => {
  it('that runs out for the run is inconclusive, never a fail', async () => {
    const controller = new AbortController();
    const ports = fakePorts(SECRETS, () => undefined);
    const verifying = verify(AUDITED, ports, { signal: controller.signal });
    await turns(100);
    controller.abort();
    const report = await verifying;
    expect(
      report.environments.map(({ verdict, diagnosis }) => [verdict, diagnosis?.cause]),
    ).toEqual([
      ['inconclusive', 'twilio.unavailable'],
      ['inconclusive', 'twilio.unavailable'],
      ['inconclusive', 'twilio.unavailable'],
    ]);
  });

  it('that has run out before it began is inconclusive too', async () => {
    const secrets = { development: 'hangs', staging: 'hangs', production: 'hangs' } as const;
    const ports = fakePorts(secrets, answering);
    const report = await verify(THREE, ports, { signal: AbortSignal.abort() });
    expect([report.verdict, ports.twilio.asked.length]).toEqual(['inconclusive', 0]);
    expect(only(report)?.diagnosis?.cause).toBe('aws.unavailable');
  });

  it('that Twilio takes is bounded for one environment', async () => {
    const ports = fakePorts(SECRETS, (question) =>
      question.path.includes(ACCOUNTS.production) ? undefined : answering(question),
    );
    const verifying = verify(THREE, ports);
    await turns(200);
    ports.clock.pass(BOUNDS.twilioMs);
    const report = await verifying;
    expect(report.environments.map(({ verdict }) => verdict)).toEqual([
      'pass',
      'pass',
      'inconclusive',
    ]);
    expect(report.durationMs).toBe(BOUNDS.twilioMs);
  });
});

describe('a defect', () => {
  it('in a reader is thrown when all else has ended', async () => {
    const ports = fakePorts({ ...SECRETS, staging: new Error('defect') }, answering);
    await expect(verify(THREE, ports)).rejects.toThrow('defect');
    expect([ports.twilio.running, ports.secrets.running]).toEqual([0, 0]);
    expect(ports.twilio.asked.length).toBeGreaterThan(0);
  });

  it("in the auditor's reader ends no process, and is thrown", async () => {
    const ports = fakePorts({ ...SECRETS, auditor: new Error('defect') }, answering);
    await expect(verify(AUDITED, ports, { environments: [STAGING] })).rejects.toThrow('defect');
    expect(ports.twilio.running).toBe(0);
  });

  it('in a probe is thrown when the other probes have ended', async () => {
    const ports = fakePorts(SECRETS, ({ path }) => {
      if (path.includes('Numbers')) throw new Error('defect');
      return accountReply(ACCOUNTS.production);
    });
    await expect(verify(THREE, ports)).rejects.toThrow('defect');
    expect(ports.twilio.running).toBe(0);
  });

  it('of a caller that asks for what is not declared is thrown', async () => {
    const ports = fakePorts(SECRETS, answering);
    const stranger = { ...PRODUCING, name: 'stranger' };
    await expect(verify(THREE, ports, { environments: [stranger] })).rejects.toThrow('stranger');
  });
});

it('shows no part of a secret, whatever goes wrong', async () => {
  const worlds = [
    fakePorts(SECRETS, answering),
    fakePorts(SECRETS, () => DENIED),
    fakePorts(SECRETS, () => unexpected(503)),
    fakePorts(SECRETS, () => numbersPage(ACCOUNTS.staging)),
    fakePorts(
      {
        ...SECRETS,
        production: { accountSid: VALUES[0], apiKeySid: VALUES[1], apiKeySecret: VALUES[2] },
      },
      answering,
    ),
    fakePorts(
      { ...SECRETS, production: { [VALUES[0] ?? '']: VALUES[1], authToken: ` ${VALUES[1]}` } },
      answering,
    ),
  ];
  const reports = await Promise.all(worlds.map((ports) => verify(AUDITED, ports)));
  const text = JSON.stringify(reports).toLowerCase();
  const parts = VALUES.flatMap((value) =>
    [value, Buffer.from(value).toString('base64')].flatMap((form) =>
      Array.from({ length: form.length - 7 }, (_, at) => form.slice(at, at + 8).toLowerCase()),
    ),
  );
  expect(parts.filter((part) => text.includes(part))).toEqual([]);
});
