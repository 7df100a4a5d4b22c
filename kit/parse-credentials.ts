import {
  credentialVariables,
  variableNames,
} from '../functions/domain/credential/credential-variables.ts';
import { CREDENTIAL_FIELDS } from '../functions/domain/credential/field.ts';
import { parseFields } from '../functions/domain/credential/parse-fields.ts';
import {
  type PayloadObject,
  payloadObject,
} from '../functions/domain/credential/payload-object.ts';
import {
  type ApiKeyCredential,
  type AuthTokenCredential,
  KIND_NAMES,
} from '../functions/domain/model/credential.ts';
import type { MissingFields } from '../functions/domain/model/credential-parse.ts';
import { PreflightError } from '../functions/domain/model/preflight-error.ts';
import type { Redacted } from '../functions/domain/model/redacted.ts';
import type { Variables } from './credentials.ts';

/** What an application calls Twilio with. */
export type ApplicationCredential = ApiKeyCredential | AuthTokenCredential;

/** Where a credential was found, for the error. */
interface Source {
  /** Completes "No usable Twilio credential in …". */
  readonly place: string;
  readonly allowed: string;
  /** The name of a missing field, where its name in a secret is not the one to give. */
  readonly nameOf?: ((jsonField: string) => string) | undefined;
}

/** Parses the JSON of a secret. Throws {@link PreflightError} `credential.malformed`. */
export function parseSecret(payload: Redacted<string>, place: string): ApplicationCredential {
  const object = payloadObject(payload.expose());
  const source = {
    place,
    allowed: 'JSON of accountSid, and apiKeySid and apiKeySecret or authToken',
  };
  return object === undefined ? refuse('it is no JSON object', source) : parse(object, source);
}

/** Parses the variables of a process. An empty one counts as unset. Throws as {@link parseSecret} does. */
export function parseVariables(variables: Variables): ApplicationCredential {
  const members = credentialVariables(variables);
  return parse(
    { outcome: 'object', members, repeated: new Map(), text: '' },
    {
      place: 'the environment variables',
      allowed: `${anyOf('accountSid')}, and ${anyOf('apiKeySid')} and ${anyOf('apiKeySecret')}, or ${anyOf('authToken')}`,
      nameOf: variableOf,
    },
  );
}

function parse(object: PayloadObject, source: Source): ApplicationCredential {
  const { parse: parsed } = parseFields(object, { declaredKind: 'api-key' });
  switch (parsed.outcome) {
    case 'parsed':
      return parsed.credential.kind === 'oauth-client'
        ? refuse('an OAuth client', source)
        : parsed.credential;
    case 'malformed':
      return refuse(parsed.issues.map(({ message }) => message).join('; '), source);
    case 'missing-fields':
      return refuse(describeMissing(parsed, source), source);
  }
}

function describeMissing(
  { missing, nearestKind, found }: MissingFields,
  { nameOf = (name) => name }: Source,
): string {
  const has = found.length === 0 ? 'nothing of a credential' : found.join(', ');
  return `${missing.map(nameOf).join(', ')} missing to be ${KIND_NAMES[nearestKind]}; found ${has}`;
}

/** `what` holds names, lengths and positions, and never a part of a value. */
function refuse(what: string, { place, allowed }: Source): never {
  throw new PreflightError(
    `No usable Twilio credential in ${place}: ${what}. Allowed: ${allowed}.`,
    { code: 'credential.malformed', fault: 'operator' },
  );
}

function variableOf(jsonField: string): string {
  const field = CREDENTIAL_FIELDS.find((name) => name === jsonField);
  return (field && variableNames(field)[0]) ?? jsonField;
}

function anyOf(field: (typeof CREDENTIAL_FIELDS)[number]): string {
  return variableNames(field).join(' or ');
}
