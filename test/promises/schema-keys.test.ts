import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Schema {
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
}

/** Every key of preflight.schema.json of version 0.1.0, and its values where they are listed there. */
const KEYS = `
$schema
environments
environments.*.secret
environments.*.secret.id
environments.*.secret.region
environments.*.secret.roleArn
environments.*.secret.kmsKeyArn
environments.*.secret.fields
environments.*.secret.fields.accountSid
environments.*.secret.fields.apiKeySid
environments.*.secret.fields.apiKeySecret
environments.*.secret.fields.authToken
environments.*.secret.fields.clientId
environments.*.secret.fields.clientSecret
environments.*.account
environments.*.account.sid
environments.*.account.parentSid
environments.*.account.type
environments.*.account.type = Full
environments.*.account.type = Trial
environments.*.account.shared
environments.*.credential
environments.*.credential.kind
environments.*.credential.kind = api-key
environments.*.credential.kind = auth-token
environments.*.credential.kind = test
environments.*.credential.keyType
environments.*.credential.keyType = standard
environments.*.credential.keyType = main
environments.*.credential.keyType = restricted
environments.*.credential.labelPrefix
environments.*.credential.maxAgeDays
environments.*.twilioRegion
environments.*.twilioRegion = us1
environments.*.twilioRegion = ie1
environments.*.twilioRegion = au1
environments.*.mode
environments.*.mode = enforce
environments.*.mode = shadow
environments.*.onInconclusive
environments.*.onInconclusive = block
environments.*.onInconclusive = allow
environments.*.watchEveryMinutes
environments.*.webhookAuthToken
environments.*.probe
environments.*.resources
environments.*.testCall
auditor
auditor.secret
auditor.secret.id
auditor.secret.region
auditor.secret.roleArn
auditor.secret.kmsKeyArn
auditor.secret.fields
auditor.secret.fields.accountSid
auditor.secret.fields.apiKeySid
auditor.secret.fields.apiKeySecret
auditor.secret.fields.authToken
auditor.secret.fields.clientId
auditor.secret.fields.clientSecret
alerts
alerts.email
alerts.email[].address
alerts.email[].environments
alerts.email[].minimumVerdict
alerts.email[].minimumVerdict = inconclusive
alerts.email[].minimumVerdict = fail
alerts.sms
alerts.sms[].number
alerts.sms[].environments
alerts.sms[].minimumVerdict
alerts.sms[].minimumVerdict = inconclusive
alerts.sms[].minimumVerdict = fail
alerts.https
alerts.https[].url
alerts.https[].environments
alerts.https[].minimumVerdict
alerts.https[].minimumVerdict = inconclusive
alerts.https[].minimumVerdict = fail
alerts.chat
alerts.remindAfterHours
`;

/** What a configuration of version 0.1.0 had to have. */
const REQUIRED = [
  'environments',
  'environments.*.secret',
  'environments.*.secret.id',
  'environments.*.account',
  'environments.*.account.sid',
  'auditor.secret',
  'auditor.secret.id',
  'alerts.email[].address',
  'alerts.sms[].number',
  'alerts.https[].url',
];

const SCHEMA: Schema = JSON.parse(
  readFileSync(new URL('../../preflight.schema.json', import.meta.url), 'utf8'),
);

/** What `of` says of each schema, with the path of its key; `path = value` for a listed value. */
function collect(
  schema: Schema,
  of: (schema: Schema, path: string) => readonly string[],
  path = '',
): readonly string[] {
  const { properties = {}, additionalProperties, items, $ref } = schema;
  const { anyOf = [], oneOf = [], allOf = [] } = schema;
  const below: readonly (readonly [string, Schema])[] = [
    ...Object.entries(properties).map(([key, value]) => [join(path, key), value] as const),
    ...[...anyOf, ...oneOf, ...allOf].map((value) => [path, value] as const),
    ...(typeof additionalProperties === 'object'
      ? [[join(path, '*'), additionalProperties] as const]
      : []),
    ...(items === undefined ? [] : [[`${path}[]`, items] as const]),
    ...($ref === undefined ? [] : [[path, referred($ref)] as const]),
  ];
  return [...of(schema, path), ...below.flatMap(([key, value]) => collect(value, of, key))];
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** The path of the object that has the key. */
function sectionOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** The schema that a reference inside the document names, such as `#/$defs/secret`. */
function referred($ref: string): Schema {
  let schema: unknown = SCHEMA;
  for (const key of $ref.split('/').slice(1)) schema = Object(schema)[key];
  return Object(schema);
}

describe('the schema of the configuration', () => {
  const keys = collect(SCHEMA, ({ properties = {}, enum: values = [] }, path) => [
    ...Object.keys(properties).map((key) => join(path, key)),
    ...values.map((value) => `${path} = ${value}`),
  ]);

  it.each(KEYS.trim().split('\n'))('has what version 0.1.0 had: %s', (key) => {
    expect(keys).toContain(key);
  });

  it('requires nothing in the sections of version 0.1.0 that it did not require', () => {
    const required = collect(SCHEMA, ({ required: names = [] }, path) =>
      names.map((name) => join(path, name)),
    );
    const sections = new Set(KEYS.trim().split('\n').map(sectionOf));
    const inOldSections = required.filter((key) => sections.has(sectionOf(key)));
    expect(inOldSections.filter((key) => !REQUIRED.includes(key))).toEqual([]);
  });
});
