import type { HeldKey } from '../model/audit-evidence.ts';
import type { CredentialParse } from '../model/credential-parse.ts';
import type { ParsedSecret } from '../model/parsed-secret.ts';

/** One version of one declared secret, and whose it is. */
export interface OwnedSecret {
  /** The name of an environment, or `the auditor`. */
  readonly holder: string;
  readonly held: ParsedSecret;
}

/** The SID of the API key in a secret; also of one that is malformed, where the SID itself is not. */
export function apiKeySidOf(parse: CredentialParse | undefined): string | undefined {
  if (parse?.outcome === 'malformed') return parse.sids.apiKeySid;
  if (parse?.outcome !== 'parsed') return undefined;
  return parse.credential.kind === 'api-key' ? parse.credential.apiKeySid : undefined;
}

/** The keys that these secrets hold. */
export function heldKeys(secrets: readonly OwnedSecret[]): readonly HeldKey[] {
  return secrets.flatMap(({ holder, held: { secret, parse } }) => {
    const sid = apiKeySidOf(parse);
    return sid === undefined ? [] : [{ sid, holder, versionStage: secret.versionStage }];
  });
}

/**
 * The versions that could not be read, so that the keys they hold are not known:
 * `staging (access-denied)`. A version that does not exist holds none, and of those that are not in use
 * one without a credential is taken to hold none.
 */
export function unreadSecrets(secrets: readonly OwnedSecret[]): readonly string[] {
  return secrets.flatMap(({ holder, held }) => {
    const reason = whyUnread(held);
    if (reason === undefined) return [];
    const { versionStage } = held.secret;
    const stage = versionStage === 'AWSCURRENT' ? '' : `${versionStage}: `;
    return [`${holder} (${stage}${reason})`];
  });
}

function whyUnread({ secret, parse }: ParsedSecret): string | undefined {
  if (secret.outcome === 'failed') {
    return secret.failure === 'no-such-version' ? undefined : secret.failure;
  }
  const isKnown = parse?.outcome === 'parsed' || apiKeySidOf(parse) !== undefined;
  return isKnown || secret.versionStage !== 'AWSCURRENT' ? undefined : 'no well-formed credential';
}
