import { allEnded } from '../../concurrency/all-settled-or-throw.ts';
import type { OwnedSecret } from '../../facts/held-keys.ts';
import type { CredentialKind } from '../../model/credential.ts';
import type { Expectations, SecretReference } from '../../model/expectation.ts';
import type { VersionStage } from '../../model/ports.ts';
import { createReading, readingOf, type SecretLibrary } from '../secret-library.ts';
import type { AuditPorts } from './gather-audit-evidence.ts';

const OTHER_STAGES: readonly VersionStage[] = ['AWSPREVIOUS', 'AWSPENDING'];

const AUDITOR = 'the auditor';

/** The declared secrets as they are in use, the auditor's too. */
export async function currentSecrets(
  { environments }: Expectations,
  library: SecretLibrary,
): Promise<readonly OwnedSecret[]> {
  const reading = environments.map(async (one) => ({
    holder: one.name,
    held: await readingOf(one, library.current),
  }));
  const current = await allEnded(reading);
  const auditor = await library.auditor;
  return auditor === undefined ? current : [...current, { holder: AUDITOR, held: auditor }];
}

/**
 * The versions before and after those in use, where a key that no current one holds may still be: AWS
 * keeps the version before a rotation, and makes the next one before it is used.
 */
export async function otherVersions(
  expectations: Expectations,
  ports: AuditPorts,
  signal: AbortSignal,
): Promise<readonly OwnedSecret[]> {
  const read = createReading(ports, signal);
  const owners = ownersOf(expectations);
  const reading = OTHER_STAGES.flatMap((versionStage) =>
    owners.map(async ({ holder, secret, declaredKind }) => ({
      holder,
      held: await read(secret, { versionStage, declaredKind }),
    })),
  );
  return await allEnded(reading);
}

interface Owner {
  readonly holder: string;
  readonly secret: SecretReference;
  readonly declaredKind: CredentialKind;
}

function ownersOf({ environments, auditor }: Expectations): readonly Owner[] {
  const owners = environments.map(
    ({ name: holder, secret, credential: { kind: declaredKind } }): Owner => ({
      holder,
      secret,
      declaredKind,
    }),
  );
  if (auditor === undefined) return owners;
  // Either kind will do for the auditor; the parse takes the complete one.
  return [...owners, { holder: AUDITOR, secret: auditor.secret, declaredKind: 'auth-token' }];
}
