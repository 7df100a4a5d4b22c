import {
  credentialVariables,
  variableNames,
} from '../../functions/domain/credential/credential-variables.ts';
import { asIssued, hasFormOf } from '../../functions/domain/credential/field.ts';
import { stripWrapping } from '../../functions/domain/credential/strip-wrapping.ts';
import type {
  EnvironmentExpectation,
  TwilioRegion,
} from '../../functions/domain/model/expectation.ts';
import type { CredentialField } from '../../functions/domain/model/format-issue.ts';
import { Redacted } from '../../functions/domain/model/redacted.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { createLocalSecretReader } from './create-local-secret-reader.ts';
import { type LocalSecret, NOT_COMPARED } from './local-secret.ts';

/** Where no declaration says which account it must be: as in the commands of the runbook. */
const UNKNOWN_ACCOUNT = 'ACCOUNT_SID';
const REGIONS: readonly TwilioRegion[] = ['us1', 'ie1', 'au1'];

/** An environment, and its credential as the variables of the process hold it. */
export interface FromVariables {
  readonly environment: EnvironmentExpectation;
  readonly local: LocalSecret;
}

/**
 * Reads the variables that Twilio's libraries and examples name, TWILIO_ACCOUNT_SID and so on, by the
 * parser of secrets. They are compared with the environment `declared`; without one the credential is
 * judged alone, as environment `variables`, in the Region of TWILIO_REGION. An empty variable counts as unset.
 * Throws `CommandError` (2) where there is none, and for a TWILIO_REGION that Twilio does not have.
 */
export function readVariables(
  env: Io['env'],
  declared: EnvironmentExpectation | undefined,
): FromVariables {
  const found = credentialVariables(env);
  if (found.size === 0) {
    throw new CommandError(
      'No variable holds a Twilio credential. Set TWILIO_ACCOUNT_SID, and TWILIO_API_KEY and TWILIO_API_SECRET, or TWILIO_AUTH_TOKEN.',
      { exitCode: EXIT.configuration },
    );
  }
  // The mapping of a declared secret is about its JSON: variables have names of their own.
  const base = declared ?? undeclared(env, found);
  const secret = { id: 'variables' };
  const environment = { ...base, secret };
  const payload = new Redacted(JSON.stringify(Object.fromEntries(found)));
  const local = { kind: 'variables', isDeclared: declared !== undefined } as const;
  const names = [...found.keys()].join(', ');
  const note =
    declared === undefined
      ? `note: the credential is read from ${names}, and compared with no declaration.`
      : `note: the secret of ${declared.name} is read from ${names}; ${NOT_COMPARED}`;
  return {
    environment,
    local: { secrets: createLocalSecretReader(secret, { payload, local }), notes: [note] },
  };
}

/**
 * What there is to expect of a credential alone: that it works, for the account that it names, also where a
 * space or a letter's case is wrong in that SID, which is then the only fault. A complete API key goes first.
 */
function undeclared(env: Io['env'], found: ReadonlyMap<string, string>): EnvironmentExpectation {
  const bare = stripWrapping(found.get('TWILIO_ACCOUNT_SID') ?? '').bare;
  const accountSid = asIssued('accountSid', bare);
  const has = (field: CredentialField) => variableNames(field).some((name) => found.has(name));
  const hasKey = has('apiKeySid') && (has('apiKeySecret') || !has('authToken'));
  return {
    name: 'variables',
    secret: { id: 'variables' },
    account: {
      sid: hasFormOf('accountSid', accountSid) ? accountSid : UNKNOWN_ACCOUNT,
      shared: false,
    },
    credential: { kind: hasKey ? 'api-key' : 'auth-token' },
    twilioRegion: regionOf(env),
    mode: 'enforce',
    onInconclusive: 'block',
  };
}

/** In another Region than its own Twilio rejects every credential: a misspelt one is not taken for us1. */
function regionOf({ TWILIO_REGION: region }: Io['env']): TwilioRegion {
  const known = REGIONS.find((one) => one === (region || 'us1'));
  if (known !== undefined) return known;
  throw new CommandError(
    `TWILIO_REGION must be one of ${REGIONS.join(', ')} (received ${shownArgument(String(region))}).`,
    { exitCode: EXIT.configuration },
  );
}
