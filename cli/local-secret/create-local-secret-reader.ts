import type { SecretReference } from '../../functions/domain/model/expectation.ts';
import type { LocalSource, SecretReader } from '../../functions/domain/model/ports.ts';
import type { Redacted } from '../../functions/domain/model/redacted.ts';

/** What stands in the report where the id of a secret's version would. */
const VERSION_IDS: Readonly<Record<LocalSource['kind'], string>> = {
  file: 'local-file',
  'standard-input': 'local-file',
  variables: 'variables',
};

/**
 * A reader that knows one payload, in the place of one environment's secret, and nothing else: every
 * other secret (other environments', the auditor's) is `unavailable`, so that they are reported as not
 * compared and are not taken for missing.
 *
 * `secret` is recognised as the same object, since two environments may declare the same id.
 */
export function createLocalSecretReader(
  secret: SecretReference,
  { payload, local }: { readonly payload: Redacted<string>; readonly local: LocalSource },
): SecretReader {
  const versionId = VERSION_IDS[local.kind];
  return {
    read: async (asked, versionStage) =>
      asked === secret && versionStage === 'AWSCURRENT'
        ? { outcome: 'read', versionId, versionStage, payload, local }
        : {
            outcome: 'failed',
            failure: 'unavailable',
            message: 'Not asked for: the secret of one environment was given from here.',
          },
    describe: async () => undefined,
  };
}
