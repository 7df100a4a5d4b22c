import {
  ListSecretsCommand,
  type SecretListEntry,
  SecretsManagerClient,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import {
  type CallLimits,
  createRequestHandler,
} from '../../../functions/adapters/aws/create-request-handler.ts';
import { describeFault } from '../../../functions/adapters/aws/describe-fault.ts';
import { inTime } from '../../../functions/adapters/aws/in-time.ts';
import { inRegion } from '../../../functions/adapters/aws/region-of.ts';
import type { CallOptions } from '../../../functions/domain/model/ports.ts';

/** A secret as ListSecrets shows it, without its value. */
export interface ListedSecret {
  readonly name: string;
  /** AWS's managed external secret type, for example `TwilioAuthToken`. */
  readonly managedType?: string | undefined;
  readonly description: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** The secrets of the Region; `problem` says why there are no more of them. */
export interface SecretListing {
  readonly secrets: readonly ListedSecret[];
  readonly problem?: string | undefined;
}

export type SecretList = (options: CallOptions) => Promise<SecretListing>;

export interface SecretListOptions extends CallLimits {
  /** Default: the SDK's own chain. */
  readonly region?: string | undefined;
}

const SERVICE = { name: 'Secrets Manager', exception: SecretsManagerServiceException };
/** AWS's own largest page. */
const PER_PAGE = 100;
const MOST_PAGES = 20;

/** Lists secrets with ListSecrets, at most 2,000, without their values. Never throws. */
export function createSecretList(options: SecretListOptions): SecretList {
  const requestHandler = createRequestHandler(options);
  return async ({ signal }) => {
    const secrets: ListedSecret[] = [];
    try {
      const client = new SecretsManagerClient({ ...inRegion(options.region), requestHandler });
      let token: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const command = new ListSecretsCommand({ MaxResults: PER_PAGE, NextToken: token });
        const { SecretList = [], NextToken } = await inTime(signal, (abortSignal) =>
          client.send(command, { abortSignal }),
        );
        secrets.push(...SecretList.flatMap(listedSecret));
        if (!NextToken) return { secrets };
        token = NextToken;
      }
      return { secrets, problem: `Only the first ${MOST_PAGES * PER_PAGE} secrets were listed.` };
    } catch (error) {
      return { secrets, problem: describeFault(error, SERVICE).message };
    }
  };
}

function listedSecret(entry: SecretListEntry): readonly ListedSecret[] {
  const { Name: name, Type, Description: description = '', Tags = [] } = entry;
  const tags = Tags.map(({ Key: key = '', Value: value = '' }) => ({ key, value }));
  return name ? [{ name, managedType: Type, description, tags }] : [];
}
