import { describe, expect, it } from 'vitest';
import type { Expectations } from '../../../../../functions/domain/model/expectation.ts';
import type { SecretMetadata } from '../../../../../functions/domain/model/follow-up.ts';
import type { SecretReading } from '../../../../../functions/domain/model/ports.ts';
import { auditEnvironments } from '../../../../../functions/domain/verification/audit/audit-environments.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { type FakePorts, fakePorts } from '../fake-ports.ts';
import { AUDITED, declared, PRODUCING, SECRETS } from '../small-world.ts';
import { AS_OF, STRAY_SID } from './audit-evidence-builder.ts';
import { audit, CREATED, good, sidIn, statuses, withStray } from './audited-world.ts';
import { keysPage } from './keys-replies.ts';

describe('a key audit', () => {
  it('says something of every environment, in their order, and reads once what it needs', async () => {
    const ports = fakePorts(SECRETS, good);
    const findings = await audit(ports);
    expect(statuses(findings, 'key.present')).toEqual([
      'development: skipped',
      'staging: pass',
      'production: pass',
    ]);
    expect(statuses(findings, 'key.age')).toEqual([
      'development: skipped',
      'staging: pass',
      'production: pass',
    ]);
    expect(statuses(findings, 'key.stray')).toEqual([
      'development: pass',
      'staging: pass',
      'production: pass',
    ]);
    expect(ports.secrets.reads.toSorted()).toEqual([
      'auditor',
      'development',
      'production',
      'staging',
    ]);
    expect([...ports.secrets.stages]).toEqual(['AWSCURRENT']);
    expect(new Set(ports.twilio.asked.map(({ credential }) => credential.username))).toEqual(
      new Set([ACCOUNTS.parent]),
    );
  });

  it('judges only the environments that are asked for, and knows the keys of all', async () => {
    const ports = fakePorts(SECRETS, ({ path }) => {
      const [, sid = ''] = /Accounts\/(AC\w{32})/.exec(path) ?? [];
      return keysPage(sid, [{ sid: sidIn('production') }, { sid: sidIn('staging') }]);
    });
    const { signal } = new AbortController();
    const { findings } = await auditEnvironments(
      { expectations: AUDITED, environments: [PRODUCING], signal },
      ports,
    );
    expect(new Set(findings.map(({ environment }) => environment))).toEqual(
      new Set(['production']),
    );
    expect(statuses(findings, 'key.stray')).toEqual(['production: pass']);
  });

  it('tells ages by the dates of Twilio and of AWS', async () => {
    const metadata: SecretMetadata = { stages: {}, rotationEnabled: false, lastChangedAt: CREATED };
    const ports = fakePorts(SECRETS, good);
    const described = { ...ports.secrets, describe: async () => metadata };
    const findings = await audit({ ...ports, secrets: described });
    expect(ports.clock.now().toISOString()).toBe(AS_OF);
    const ages = findings.filter(({ environment }) => environment === 'production');
    expect(ages.map(({ check, ageDays }) => [check, ageDays])).toEqual([
      ['key.present', 10],
      ['key.age', 10],
      ['key.stray', undefined],
      ['secret.rotation', undefined],
      ['secret.age', 10],
    ]);
  });

  it('looks into the versions before and after for a key that no current one holds', async () => {
    const ports = fakePorts(SECRETS, withStray);
    const findings = await audit(ports);
    expect(statuses(findings, 'key.stray')).toEqual([
      'development: warn',
      'staging: warn',
      'production: warn',
    ]);
    expect([...ports.secrets.stages]).toEqual(['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING']);
    expect(ports.secrets.reads).toHaveLength(12);
  });

  it.each([
    ['AWSPENDING', 'production: pass'],
    ['AWSPREVIOUS', 'production: warn'],
  ])('knows a key of %s', async (stage, status) => {
    const ports = fakePorts(SECRETS, withStray);
    const missing: SecretReading = { outcome: 'failed', failure: 'no-such-version', message: '' };
    const held = fakePorts(
      { production: Object.assign({}, SECRETS['production'], { apiKeySid: STRAY_SID }) },
      withStray,
    ).secrets;
    const expectations: Expectations = {
      environments: [PRODUCING],
      auditor: { secret: { id: 'auditor' } },
    };
    const read: FakePorts['secrets']['read'] = async (secret, asked, options) => {
      if (asked === 'AWSCURRENT') return await ports.secrets.read(secret, asked, options);
      if (asked !== stage || secret.id === 'auditor') return missing;
      const reading = await held.read(secret, asked, options);
      return reading.outcome === 'read' ? { ...reading, versionStage: asked } : reading;
    };
    const findings = await audit({ ...ports, secrets: { ...ports.secrets, read } }, expectations);
    expect(statuses(findings, 'key.stray')).toEqual([status]);
  });

  it('asks nothing for test credentials, which have no keys', async () => {
    const environments = [declared('development', { kind: 'test' })];
    const ports = fakePorts(SECRETS, good);
    const findings = await audit(ports, { environments });
    expect(findings.map(({ check, status }) => `${check}: ${status}`)).toEqual([
      'key.present: skipped',
      'key.age: skipped',
      'key.stray: skipped',
      'secret.rotation: inconclusive',
      'secret.age: inconclusive',
    ]);
    expect(ports.twilio.asked).toEqual([]);
  });
});

it('passes a defect on', async () => {
  const ports = fakePorts({ ...SECRETS, staging: new Error('defect') }, good);
  await expect(audit(ports)).rejects.toThrow('defect');
});
