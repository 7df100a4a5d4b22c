import type { SecretReference } from '../../functions/domain/model/expectation.ts';
import {
  LOCAL_VERSION_IDS,
  type LocalSource,
  type SecretReader,
} from '../../functions/domain/model/ports.ts';
import type { Redacted } from '../../functions/domain/model/redacted.ts';

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
  const versionId = LOCAL_VERSION_IDS[local.kind];
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
