import { expect, it } from 'vitest';
import type { SecretReader, VersionStage } from '../../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { fakePorts } from './fake-ports.ts';
import { AUDITED, answering, PRODUCING, SECRETS, STAGING, verify } from './small-world.ts';

/** Every secret, the same at every stage; notes what was read. */
function notingReader(): SecretReader & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    read: async ({ id }, versionStage: VersionStage) => {
      reads.push(`${id} ${versionStage}`);
      const payload = new Redacted(JSON.stringify(SECRETS[id]));
      return { outcome: 'read', versionId: 'v-1', versionStage, payload };
    },
    describe: async () => undefined,
  };
}

it.each([
  {
    name: 'one environment: its own AWSCURRENT is not needed',
    environments: [PRODUCING],
    reads: [
      'auditor AWSCURRENT',
      'development AWSCURRENT',
      'production AWSPENDING',
      'staging AWSCURRENT',
    ],
  },
  {
    name: 'two, each compared with what the other uses',
    environments: [PRODUCING, STAGING],
    reads: [
      'auditor AWSCURRENT',
      'development AWSCURRENT',
      'production AWSCURRENT',
      'production AWSPENDING',
      'staging AWSCURRENT',
      'staging AWSPENDING',
    ],
  },
])('reads the judged stage of what is judged, and AWSCURRENT of the rest: $name', async (row) => {
  const secrets = notingReader();
  const fakes = fakePorts(SECRETS, answering);
  const ports = { ...fakes, secrets: { ...fakes.secrets, ...secrets } };
  const { environments } = row;
  const report = await verify(AUDITED, ports, { environments, versionStage: 'AWSPENDING' });
  expect(secrets.reads.toSorted()).toEqual(row.reads);
  expect(report.verdict).toBe('pass');
  for (const { credential } of report.environments) {
    expect(credential.versionStage).toBe('AWSPENDING');
  }
});
