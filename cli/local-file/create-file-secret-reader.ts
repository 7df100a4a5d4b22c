import type { SecretReference } from '../../functions/domain/model/expectation.ts';
import type { SecretReader } from '../../functions/domain/model/ports.ts';
import type { Redacted } from '../../functions/domain/model/redacted.ts';

/** Stands in the report where the id of a secret's version would: it came from a file. */
const VERSION_ID = 'local-file';

/**
 * A reader that knows one payload, in the place of one environment's secret, and nothing else: the
 * secrets of other environments and of the auditor are `unavailable`, so that they are reported as not
 * compared and not as missing.
 *
 * `secret` is recognised as the same object, since two environments may declare the same id.
 */
export function createFileSecretReader(
  secret: SecretReference,
  { payload, file }: { readonly payload: Redacted<string>; readonly file: string },
): SecretReader {
  return {
    read: async (asked, versionStage) =>
      asked === secret && versionStage === 'AWSCURRENT'
        ? { outcome: 'read', versionId: VERSION_ID, versionStage, payload, file }
        : {
            outcome: 'failed',
            failure: 'unavailable',
            message: 'Not asked for: the secret of one environment was given in a file.',
          },
    describe: async () => undefined,
  };
}
