import { describe, expect, it } from 'vitest';
import type { AuditFinding } from '../../../../../functions/domain/model/audit-finding.ts';
import { DENIED } from '../../twilio-replies.ts';
import { audit, good, statuses, withStray } from '../../verification/audit/audited-world.ts';
import { type FakePorts, fakePorts, turns } from '../../verification/fake-ports.ts';
import { AUDITED, PRODUCING, SECRETS } from '../../verification/small-world.ts';

describe('what could not be seen is inconclusive', () => {
  const unknown = (findings: readonly AuditFinding[]): readonly string[] =>
    statuses(findings, 'key.stray');

  it.each<readonly [string, () => FakePorts]>([
    ['an auditor that Twilio denies', () => fakePorts(SECRETS, () => DENIED)],
    [
      'an auditor whose secret is gone',
      () => fakePorts({ ...SECRETS, auditor: { x: 1 } }, () => DENIED),
    ],
  ])('%s', async (_name, make) => {
    const findings = await audit(make());
    expect(unknown(findings)).toEqual([
      'development: inconclusive',
      'staging: inconclusive',
      'production: inconclusive',
    ]);
    expect(statuses(findings, 'key.present')).toContain('production: inconclusive');
  });

  it.each([
    [
      'not readable',
      { outcome: 'failed', failure: 'access-denied', message: '' } as const,
      'staging (access-denied)',
    ],
    ['no credential', { a: 1 }, 'staging (no well-formed credential)'],
  ])('a key that may be in a secret which is %s', async (_name, staging, names) => {
    const findings = await audit(fakePorts({ ...SECRETS, staging }, withStray));
    const [message] = findings.flatMap((one) =>
      one.check === 'key.stray' && one.environment === 'production' ? [one.message] : [],
    );
    expect(message).toContain(`not read: ${names}`);
    expect(unknown(findings)).toContain('production: inconclusive');
  });

  it('a version before that may not be read, which is named', async () => {
    const ports = fakePorts(SECRETS, withStray);
    const read: FakePorts['secrets']['read'] = async (secret, stage, options) =>
      stage === 'AWSPREVIOUS'
        ? { outcome: 'failed', failure: 'access-denied', message: '' }
        : await ports.secrets.read(secret, stage, options);
    const findings = await audit(
      { ...ports, secrets: { ...ports.secrets, read } },
      {
        environments: [PRODUCING],
      },
    );
    expect(findings.find(({ check }) => check === 'key.stray')?.message).toContain(
      'not read: production (AWSPREVIOUS: access-denied)',
    );
  });

  it('a version before without a credential counts as one without a key', async () => {
    const ports = fakePorts(SECRETS, withStray);
    const other = fakePorts({ production: { a: 1 } }, withStray).secrets;
    const read: FakePorts['secrets']['read'] = async (secret, stage, options) => {
      if (stage === 'AWSCURRENT') return await ports.secrets.read(secret, stage, options);
      const reading = await other.read(secret, stage, options);
      return reading.outcome === 'read' ? { ...reading, versionStage: stage } : reading;
    };
    const findings = await audit(
      { ...ports, secrets: { ...ports.secrets, read } },
      {
        environments: [PRODUCING],
      },
    );
    expect(statuses(findings, 'key.stray')).toEqual(['production: warn']);
  });

  it('Twilio that gives no answer within 20 s', async () => {
    const ports = fakePorts(SECRETS, () => undefined);
    const auditing = audit(ports);
    await turns(60);
    ports.clock.pass(20_000);
    expect(unknown(await auditing)).toContain('production: inconclusive');
  });

  it('everything when the audit is ended', async () => {
    const ports = fakePorts(SECRETS, good);
    const findings = await audit(ports, AUDITED, AbortSignal.abort());
    expect(unknown(findings)).toContain('production: inconclusive');
    expect(ports.clock.sleepers()).toBe(0);
  });
});
