import { webhookToken } from '../../facts/secret-facts.ts';
import type { EnvironmentExpectation } from '../../model/expectation.ts';
import type { ParsedSecret } from '../../model/parsed-secret.ts';
import { AUDITOR_REGION, type Auditor } from '../auditor.ts';
import { type Asker, basicCredential } from '../twilio-questions.ts';

/** A credential that may be able to list the keys of an account, or why not. */
export type KeyAsker = { readonly name: string } & (
  | { readonly as: Asker }
  | { readonly unable: string }
);

/** Whose credentials there are for one environment. */
export interface AskerSources {
  readonly expectation: EnvironmentExpectation;
  readonly held: ParsedSecret;
  readonly auditor: Auditor;
}

/**
 * Who is asked for an account's keys, in this order: the auditor; an Auth Token that stands beside the
 * key for webhooks; the environment's own credential. An Auth Token of the account or of its parent
 * lists them, and a Main key those of its own account; a Standard key never does (https://www.twilio.com/docs/iam/api-keys).
 * Keys live in one Region, and their lists are asked for there.
 */
export function keyAskers(sources: AskerSources): readonly KeyAsker[] {
  const webhook = webhookAsker(sources);
  return [auditorAsker(sources), ...(webhook === undefined ? [] : [webhook]), ownAsker(sources)];
}

function auditorAsker({ auditor, expectation }: AskerSources): KeyAsker {
  const name = 'the auditor';
  const { evidence, credential } = auditor;
  if (evidence.state === 'unusable') return { name, unable: evidence.reason };
  if (credential === undefined) return { name, unable: 'none is declared' };
  if (expectation.twilioRegion !== AUDITOR_REGION) {
    return {
      name,
      unable: `it works in ${AUDITOR_REGION}, and the keys are those of ${expectation.twilioRegion}`,
    };
  }
  return { name, as: { credential, region: AUDITOR_REGION } };
}

function webhookAsker({ expectation, held }: AskerSources): KeyAsker | undefined {
  const password = webhookToken({ ...held, expectation });
  if (password === undefined) return undefined;
  const credential = { username: expectation.account.sid, password };
  return {
    name: 'the Auth Token beside the key',
    as: { credential, region: expectation.twilioRegion },
  };
}

function ownAsker({ expectation, held: { secret, parse } }: AskerSources): KeyAsker {
  const name = "the environment's own credential";
  if (secret.outcome === 'failed') {
    return { name, unable: `its secret could not be read (${secret.failure})` };
  }
  if (parse?.outcome !== 'parsed') return { name, unable: 'it is not well-formed' };
  if (expectation.credential.kind === 'test') {
    return { name, unable: 'test credentials may not list keys' };
  }
  if (parse.credential.kind === 'oauth-client') return { name, unable: 'it is an OAuth client' };
  if (expectation.credential.keyType === 'standard') {
    return { name, unable: 'a Standard key may not list keys' };
  }
  const credential = basicCredential(parse.credential);
  return { name, as: { credential, region: expectation.twilioRegion } };
}
