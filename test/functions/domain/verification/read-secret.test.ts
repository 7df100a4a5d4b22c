import { expect, it } from 'vitest';
import type { SecretReader } from '../../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { compareEnvironment } from '../../../../functions/domain/verification/compare-environments.ts';
import { readSecret } from '../../../../functions/domain/verification/secret-library.ts';
import { ACCOUNTS } from '../accounts.ts';
import { TOKEN } from '../credential/samples.ts';
import { authToken, expecting, parsed } from '../evidence-builder.ts';
import { DENIED } from '../twilio-replies.ts';
import { fakePorts, fakeSecrets } from './fake-ports.ts';

const { signal } = new AbortController();

it('is read under the names that the configuration gives its fields', async () => {
  const secrets = fakeSecrets({ mapped: { accountSid: ACCOUNTS.production, MY_TOKEN: TOKEN } });
  const reference = { id: 'mapped', fields: { authToken: 'MY_TOKEN' } };
  const held = await readSecret(secrets, reference, {
    versionStage: 'AWSCURRENT',
    declaredKind: 'auth-token',
    signal,
  });
  expect(held.parse).toMatchObject({ outcome: 'parsed', credential: { kind: 'auth-token' } });
});

it('keeps when its version was stored, where that is told', async () => {
  const payload = new Redacted('{}');
  const read = { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v-1' } as const;
  const createdAt = '2026-11-18T11:06:40.500Z';
  for (const told of [{ createdAt }, {}]) {
    const secrets: SecretReader = {
      read: async () => ({ ...read, ...told, payload }),
      describe: async () => undefined,
    };
    const options = { versionStage: 'AWSCURRENT', declaredKind: 'api-key', signal } as const;
    const { secret } = await readSecret(secrets, { id: 'any' }, options);
    expect(secret).toEqual({ ...read, ...told });
  }
});

it('is not compared where both environments share the account on purpose', () => {
  const expectation = expecting({ kind: 'auth-token' }, { shared: true });
  const secret = { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v-1' } as const;
  const other = compareEnvironment(
    { expectation, credential: authToken() },
    { expectation: { ...expectation, name: 'twin' }, held: { secret, parse: parsed(authToken()) } },
    fakePorts({}, () => DENIED).fingerprints,
  );
  expect(other).toEqual({ name: 'twin', outcome: 'shared' });
});
