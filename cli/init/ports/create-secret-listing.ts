import { createSecretList } from '../../../functions/adapters/aws/create-secret-list.ts';
import type { SecretReaderOptions } from '../../../functions/adapters/aws/create-secret-reader.ts';
import type { ListedSecret } from '../../../functions/domain/model/listed-secret.ts';
import type { CallOptions } from '../../../functions/domain/model/ports.ts';
import { PreflightError } from '../../../functions/domain/model/preflight-error.ts';

/** The secrets of the Region; `problem` says why there are no more of them. */
export interface SecretListing {
  readonly secrets: readonly ListedSecret[];
  readonly problem?: string | undefined;
}

/** More are no help to a person who chooses among them. */
const MOST_SECRETS = 2_000;

/** Lists at most 2,000 secrets; where the list breaks off, what there is of it. Never throws for what AWS answers. */
export function createSecretListing(
  settings: SecretReaderOptions,
): (options: CallOptions) => Promise<SecretListing> {
  const list = createSecretList(settings);
  return async (options) => {
    const secrets: ListedSecret[] = [];
    try {
      for await (const secret of list({}, options)) {
        secrets.push(secret);
        if (secrets.length < MOST_SECRETS) continue;
        return { secrets, problem: `Only the first ${MOST_SECRETS} secrets were listed.` };
      }
      return { secrets };
    } catch (error) {
      if (!(error instanceof PreflightError)) throw error;
      return { secrets, problem: error.message };
    }
  };
}
