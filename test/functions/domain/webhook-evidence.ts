import { parseAuthToken } from '../../../functions/domain/credential/parse-auth-token.ts';
import type { AuthTokenParse } from '../../../functions/domain/model/credential-parse.ts';
import type { Evidence, Probes } from '../../../functions/domain/model/evidence.ts';
import type { EnvironmentExpectation } from '../../../functions/domain/model/expectation.ts';
import { Redacted } from '../../../functions/domain/model/redacted.ts';
import { ACCOUNTS } from './accounts.ts';
import { TOKEN } from './credential/samples.ts';
import { expecting, keyEvidence } from './evidence-builder.ts';
import { numbersPage } from './twilio-replies.ts';

/** Production as declared, with webhooks whose signatures are checked. */
export function signing(
  credential: EnvironmentExpectation['credential'] = { kind: 'api-key' },
): EnvironmentExpectation {
  return { ...expecting(credential), webhookAuthToken: true };
}

/** The Auth Token of a secret, good unless told otherwise. */
export function signingToken(secret: object = { authToken: TOKEN }): AuthTokenParse {
  const parse = parseAuthToken(new Redacted(JSON.stringify(secret)), undefined);
  if (parse === undefined) throw new Error('The secret is no JSON object.');
  return parse;
}

/** A Standard key that works, beside an Auth Token for webhooks that meets these answers. */
export function webhookMeets(probes: Probes, more: Partial<Evidence> = {}): Evidence {
  return keyEvidence({
    expectation: signing(),
    authToken: signingToken(),
    probes: { 'phone-numbers': numbersPage(ACCOUNTS.production), ...probes },
    ...more,
  });
}
