import { describe, expect, it } from 'vitest';
import { createLocalSecretReader } from '../../../cli/local-secret/create-local-secret-reader.ts';
import type { SecretReference } from '../../../functions/domain/model/expectation.ts';
import { Redacted } from '../../../functions/domain/model/redacted.ts';

const SECRET: SecretReference = { id: 'production/twilio/credentials' };
const OPTIONS = { signal: new AbortController().signal };

describe('a reader of one secret file', () => {
  const payload = new Redacted('{}');
  const reader = createLocalSecretReader(SECRET, {
    payload,
    local: { kind: 'file', path: 'credentials.json' },
  });

  it('gives the payload as AWSCURRENT of its own secret', async () => {
    expect(await reader.read(SECRET, 'AWSCURRENT', OPTIONS)).toEqual({
      outcome: 'read',
      versionId: 'local-file',
      local: { kind: 'file', path: 'credentials.json' },
      versionStage: 'AWSCURRENT',
      payload,
    });
  });

  it.each([
    ['another secret', { id: 'staging/twilio/credentials' }, 'AWSCURRENT'],
    ['another environment that declares the same id', { ...SECRET }, 'AWSCURRENT'],
    ['the previous version', SECRET, 'AWSPREVIOUS'],
  ] as const)('could not tell of %s', async (_name, secret, versionStage) => {
    const reading = await reader.read(secret, versionStage, OPTIONS);
    expect(reading).toMatchObject({ outcome: 'failed', failure: 'unavailable' });
  });
});
