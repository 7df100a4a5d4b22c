import type { CredentialKind } from '../model/credential.ts';
import type { MissingFields } from '../model/credential-parse.ts';
import type { SecretReference } from '../model/expectation.ts';
import type { CredentialField } from '../model/format-issue.ts';
import { nearestName } from '../text/nearest-name.ts';
import { chooseKind, REQUIRED_FIELDS } from './credential-kinds.ts';
import { FIELDS } from './field.ts';
import type { LocatedFields } from './locate-fields.ts';
import { notJsonDetail } from './not-json-detail.ts';
import { type PayloadObject, payloadObject } from './payload-object.ts';
import { isAccountSid, isApiKeySid } from './sid.ts';

/** What people call a field, in lower case, without `twilio` and anything but letters and digits. */
const SYNONYMS: readonly (readonly [CredentialField, readonly string[]])[] = [
  ['accountSid', ['accountsid', 'accountid', 'account', 'acctsid', 'sid']],
  ['apiKeySid', ['apikeysid', 'apikeyid', 'apikey', 'apisid', 'keysid', 'keyid', 'key']],
  [
    'apiKeySecret',
    ['apikeysecret', 'apisecretkey', 'apisecret', 'keysecret', 'secretkey', 'secret'],
  ],
  ['authToken', ['authtoken', 'authenticationtoken', 'authkey', 'auth', 'token']],
  ['clientId', ['oauthclientid', 'clientid']],
  ['clientSecret', ['oauthclientsecret', 'clientsecret']],
];

/** The secret of whatever SID stands beside it. */
const PASSWORDS: readonly string[] = ['password', 'passwd', 'pass', 'pwd'];

/** A shorter name is near to everything. */
const SHORTEST_NEAR = 6;
const DEEPEST = 3;
const MOST_OBJECTS = 50;

/** What the secret declares, and what was found by it. */
export interface SuggestionBasis {
  readonly payload: PayloadObject;
  readonly located: LocatedFields;
  readonly declaredKind: CredentialKind;
  readonly mapping: SecretReference['fields'];
}

/** An object of the payload, and where it is: empty for the top. */
interface Holder {
  readonly path: readonly string[];
  readonly what: string;
  readonly members: ReadonlyMap<string, unknown>;
}

type Names = ReadonlyMap<CredentialField, string>;

/**
 * Where the fields of a credential seem to be in a secret that has them under no accepted name: nested in
 * an object or a JSON text, or under other names. `mapping` is the `secret.fields` that finds all of them.
 * A name is printed only if it is made of short words: a stray key could itself be a secret.
 */
export function suggestMapping(basis: SuggestionBasis): Pick<MissingFields, 'hint' | 'mapping'> {
  const { payload, located, declaredKind, mapping } = basis;
  const candidates = holdersIn(payload).map((holder) => {
    const names = namesIn(holder);
    const kind = chooseKind(declaredKind, new Set([...located.fields.keys(), ...names.keys()]));
    return { holder, names, ...kind };
  });
  const useful = candidates.filter(({ names }) =>
    [...names.keys()].some((field) => !located.fields.has(field)),
  );
  const [best] = useful.sort((one, other) => one.missing.length - other.missing.length);
  if (best === undefined) return located.fields.size === 0 ? { hint: onlyField(payload) } : {};
  const { holder, names, kind, missing } = best;
  const hint = hintOf(holder, names, located);
  if (missing.length > 0) return { hint };
  const entries = REQUIRED_FIELDS[kind].flatMap((field) => {
    const name = names.get(field);
    const own = located.fields.has(field) ? mapping?.[field] : name && pathOf(holder, name);
    return own === undefined ? [] : [[field, own] as const];
  });
  return { hint, mapping: Object.fromEntries(entries) };
}

function holdersIn({ members }: PayloadObject): readonly Holder[] {
  const holders: Holder[] = [{ path: [], what: '', members }];
  // It grows while it is walked.
  for (const holder of holders) {
    if (holder.path.length < DEEPEST) holders.push(...objectsInside(holder));
    if (holders.length >= MOST_OBJECTS) break;
  }
  return holders.slice(0, MOST_OBJECTS);
}

function objectsInside({ path, members }: Holder): readonly Holder[] {
  return [...members].flatMap(([name, value]) => {
    const found = isPlainName(name) && !name.includes('.') ? membersOf(value) : undefined;
    const what = typeof value === 'string' ? 'a JSON text' : 'an object';
    return found === undefined ? [] : [{ path: [...path, name], what, members: found }];
  });
}

function membersOf(value: unknown): Holder['members'] | undefined {
  if (typeof value === 'string') {
    return payloadObject(value)?.members;
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? new Map(Object.entries(value)) : undefined;
}

function namesIn({ path, members }: Holder): Names {
  const names = new Map<CredentialField, string>();
  for (const [name, value] of members) {
    // A path cannot lead through a dot that is part of a name.
    const isUsable = isPlainName(name) && (path.length === 0 || !name.includes('.'));
    const field = isUsable ? fieldOf(name, value) : undefined;
    if (field !== undefined && !names.has(field)) names.set(field, name);
  }
  const password = [...members.keys()].find((name) => PASSWORDS.includes(plainName(name)));
  const field = passwordField(names);
  if (password !== undefined && field !== undefined) names.set(field, password);
  return names;
}

function passwordField(names: Names): CredentialField | undefined {
  const [field] = PASSWORD_FIELDS.filter(([sid]) => names.has(sid)).map(([, secret]) => secret);
  return field === undefined || names.has(field) ? undefined : field;
}

/** An Account SID also stands beside an API key. */
const PASSWORD_FIELDS: readonly (readonly [sid: CredentialField, secret: CredentialField])[] = [
  ['apiKeySid', 'apiKeySecret'],
  ['clientId', 'clientSecret'],
  ['accountSid', 'authToken'],
];

function fieldOf(name: string, value: unknown): CredentialField | undefined {
  if (typeof value !== 'string') return undefined;
  return fieldOfValue(value) ?? fieldOfName(name);
}

/** A SID says itself what it is. */
function fieldOfValue(value: string): CredentialField | undefined {
  if (isAccountSid(value)) return 'accountSid';
  return isApiKeySid(value) ? 'apiKeySid' : undefined;
}

function fieldOfName(name: string): CredentialField | undefined {
  const plain = plainName(name);
  const isMeant = (wanted: string | undefined) =>
    SYNONYMS.find(([, synonyms]) => synonyms.some((one) => one === wanted))?.[0];
  if (plain.length < SHORTEST_NEAR) return isMeant(plain);
  return (
    isMeant(plain) ??
    isMeant(
      nearestName(
        plain,
        SYNONYMS.flatMap(([, synonyms]) => synonyms.filter((one) => one.length >= SHORTEST_NEAR)),
      ),
    )
  );
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]|twilio/g, '');
}

/** Words of letters, each with a short number at most: no run of 32 letters and digits, as secrets are. */
function isPlainName(name: string): boolean {
  return name.length <= 60 && /^(?:[A-Za-z]{1,28}[0-9]{0,3}(?:[_. -]+|$)){1,8}$/.test(name);
}

function hintOf(holder: Holder, names: Names, { fields }: LocatedFields): string {
  if (holder.path.length > 0) {
    return `${holder.path.join('.')} holds ${holder.what} with ${[...names.values()].join(', ')}`;
  }
  const others = [...names].filter(([field]) => !fields.has(field));
  return others.map(([field, name]) => `${name} is probably the ${FIELDS[field].title}`).join('; ');
}

/** What the one field of a secret holds, where it is all there is; its name is not shown. */
function onlyField({ members }: PayloadObject): string | undefined {
  const [value, ...others] = members.values();
  if (members.size === 0 || others.length > 0) return undefined;
  if (typeof value !== 'string') {
    const what = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
    return `its one field holds a value of the JSON type ${what}`;
  }
  const isJson = payloadObject(value) !== undefined;
  return `its one field holds ${isJson ? 'a JSON text without a field of a credential' : notJsonDetail(value)}`;
}

function pathOf({ path }: Holder, name: string): string {
  return [...path, name].join('.');
}
