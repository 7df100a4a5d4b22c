import { systemClock } from '../functions/adapters/system/system-clock.ts';
import { credentialName } from '../functions/domain/credential/credential-name.ts';
import { PreflightError } from '../functions/domain/model/preflight-error.ts';
import type { TwilioCredentials, Variables } from './credentials.ts';
import { createFetchTwilio } from './fetch-twilio.ts';
import { type ApplicationCredential, parseSecret, parseVariables } from './parse-credentials.ts';
import {
  type CredentialProof,
  describeRefusal,
  proveCredential,
  twilioRegionIn,
} from './prove-credential.ts';
import { readSecret } from './read-secret.ts';

export type { TwilioApiKey, TwilioAuthToken, TwilioCredentials } from './credentials.ts';

/** Where the credential is, and whether Twilio is asked. */
export interface LoadOptions {
  /**
   * Name or ARN of a secret in AWS Secrets Manager; needs the package `@aws-sdk/client-secrets-manager`.
   * @default - the variables are read
   */
  readonly secretId?: string | undefined;
  /**
   * Holds TWILIO_ACCOUNT_SID, and TWILIO_API_KEY_SID (or TWILIO_API_KEY) and TWILIO_API_KEY_SECRET (or
   * TWILIO_API_SECRET), or TWILIO_AUTH_TOKEN. An empty variable counts as unset; a complete API key goes first.
   * @default process.env
   */
  readonly variables?: Variables | undefined;
  /**
   * Ask Twilio whether it accepts the credential, in the Region of the variable TWILIO_REGION.
   * @default false
   */
  readonly verify?: boolean | undefined;
}

/**
 * Gives the Twilio credential of an application, exactly as it is stored: nothing is trimmed or repaired.
 *
 * Rejects with an error that names every fault and shows no value; its `code` is `credential.malformed`,
 * `secret.unreadable`, `config.invalid` or, with `verify`, `credential.rejected`. With `verify` an answer that says
 * nothing of the credential (a time-out, 429, 5xx) is no error: an outage at Twilio stops no start. It takes
 * at most some 10 seconds for Secrets Manager, and as many for Twilio.
 */
export async function loadTwilioCredentials(options: LoadOptions = {}): Promise<TwilioCredentials> {
  const { secretId, variables = process.env, verify = false } = options;
  const credential =
    secretId === undefined
      ? parseVariables(variables)
      : parseSecret(await readSecret(secretId), `the secret ${secretId}`);
  if (verify) {
    const ports = { twilio: createFetchTwilio(), clock: systemClock };
    refuseRejected(credential, await proveCredential(credential, twilioRegionIn(variables), ports));
  }
  return plain(credential);
}

function refuseRejected(credential: ApplicationCredential, proof: CredentialProof): void {
  if (proof.outcome === 'accepted' || proof.outcome === 'undecided') return;
  const isTest = proof.outcome === 'test-credentials';
  const owner =
    isTest || proof.otherAccount === undefined
      ? ''
      : `; it belongs to account ${proof.otherAccount}`;
  const what = isTest
    ? 'knows the pair as test credentials, which send nothing'
    : 'rejects the credential';
  throw new PreflightError(
    `Twilio ${what}: ${credentialName(credential)}, account ${credential.accountSid}: ${describeRefusal(proof.by)}${owner}. ` +
      'See https://www.twilio.com/docs/api/errors',
    { code: 'credential.rejected', fault: 'operator' },
  );
}

function plain(credential: ApplicationCredential): TwilioCredentials {
  const { accountSid } = credential;
  return credential.kind === 'api-key'
    ? {
        accountSid,
        apiKeySid: credential.apiKeySid,
        apiKeySecret: credential.apiKeySecret.expose(),
      }
    : { accountSid, authToken: credential.authToken.expose() };
}
