import {
  type Filter,
  ListSecretsCommand,
  type ListSecretsCommandInput,
  type SecretListEntry,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import type { ListedSecret, SecretList, SecretQuery } from '../../domain/model/listed-secret.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { createSecretClients, type SecretReaderOptions } from './create-secret-reader.ts';
import { describeFault } from './describe-fault.ts';
import { inTime } from './in-time.ts';

const SERVICE = { name: 'Secrets Manager', exception: SecretsManagerServiceException };
/** AWS's own largest page. */
const PER_PAGE = 100;

/** Lists secrets with ListSecrets. The Region is that of the query, else of `options`, else of the SDK's own chain. */
export function createSecretList(options: SecretReaderOptions): SecretList {
  const clientOf = createSecretClients(options);
  return async function* (query, { signal }) {
    // The name only says of the client that no ARN names another Region.
    const client = await answered(clientOf({ ...query, id: '' }, signal));
    if ('outcome' in client) throw unlisted(client.message);
    const input = inputOf(query);
    let token: string | undefined;
    do {
      const command = new ListSecretsCommand({ ...input, NextToken: token });
      const { SecretList, NextToken } = await answered(
        inTime(signal, (abortSignal) => client.send(command, { abortSignal })),
      );
      yield* listedSecrets(SecretList);
      if (NextToken !== undefined && NextToken === token) throw unlisted(ENDLESS);
      token = NextToken;
    } while (token);
  };
}

const NO_LIST = 'The answer is not one of Secrets Manager.';
const ENDLESS = 'Secrets Manager named one page as its own next.';

/** Filters by name match how names begin. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html */
function inputOf({ prefix }: SecretQuery): ListSecretsCommandInput {
  if (prefix === undefined) return { MaxResults: PER_PAGE };
  const Filters: Filter[] = prefix === '' ? [] : [{ Key: 'name', Values: [prefix] }];
  return { MaxResults: PER_PAGE, IncludePlannedDeletion: true, Filters };
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw unlisted(describeFault(error, SERVICE).message);
  }
}

function unlisted(message: string): PreflightError {
  return new PreflightError(message, { code: 'fleet.unavailable', fault: 'service' });
}

/** Also of nothing there is a list: a 200 without one is a proxy's. */
function listedSecrets(entries: readonly SecretListEntry[] | undefined): readonly ListedSecret[] {
  if (entries === undefined) throw unlisted(NO_LIST);
  return entries.flatMap(listedSecret);
}

function listedSecret(entry: SecretListEntry): readonly ListedSecret[] {
  const { Name: name, Type, Description: description = '', Tags = [], DeletedDate } = entry;
  const tags = Tags.map(({ Key: key = '', Value: value = '' }) => ({ key, value }));
  const deletedAt = DeletedDate?.toISOString();
  return name ? [{ name, managedType: Type, description, tags, deletedAt }] : [];
}
