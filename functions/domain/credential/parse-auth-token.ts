import type { AuthTokenParse } from '../model/credential-parse.ts';
import type { SecretReference } from '../model/expectation.ts';
import { Redacted } from '../model/redacted.ts';
import { judgeFields } from './judge-fields.ts';
import { type LocatedField, locateFields } from './locate-fields.ts';
import { readPayload } from './read-payload.ts';

/**
 * Parses the Auth Token of a secret by itself, whatever kind of credential the secret is for: it signs
 * webhooks beside an API key. Undefined where the payload is no JSON object.
 *
 * Never throws, and no message holds a part of a value. The other fields are judged with it only to
 * see values that are swapped; their own faults are the credential's.
 */
export function parseAuthToken(
  payload: Redacted<string>,
  mapping: SecretReference['fields'],
): AuthTokenParse | undefined {
  const object = readPayload(payload.expose());
  if (object.outcome === 'not-json') return undefined;
  const { fields, expectedNames } = locateFields(object, mapping);
  const located = fields.get('authToken');
  if (located === undefined) {
    return { outcome: 'missing', jsonField: expectedNames.authToken.slice(0, 1).join('') };
  }
  return judge(located, [...fields.values()]);
}

function judge(located: LocatedField, fields: readonly LocatedField[]): AuthTokenParse {
  const issues = judgeFields(fields).filter(({ field }) => field === 'authToken');
  const { value } = located;
  if (typeof value !== 'string' || issues.some(({ severity }) => severity === 'fail')) {
    return { outcome: 'malformed', issues };
  }
  return { outcome: 'parsed', value: new Redacted(value), warnings: issues };
}
