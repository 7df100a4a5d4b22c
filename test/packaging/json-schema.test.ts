import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  configurationJsonSchema,
  reportJsonSchema,
  schemaText,
} from '../../packaging/configuration/json-schema.ts';
import {
  type Changes,
  COMMITTED_SCHEMA,
  EXAMPLE,
  exampleWith,
} from '../functions/configuration/example-configuration.ts';
import { GATE_ROWS } from '../promises/gate-rows.ts';
import { readFixture } from '../promises/played-rows.ts';

const ENVIRONMENT = ['properties', 'environments', 'additionalProperties', 'properties'];

const FLEET = {
  template: { secret: { id: 'tenants/{member}/twilio' } },
  members: { s3: 's3://lists/members.csv' },
};

describe('the JSON Schema', () => {
  it('is current in preflight.schema.json (npm run schema writes it)', () => {
    expect(COMMITTED_SCHEMA).toBe(schemaText(configurationJsonSchema()));
  });

  it('of a report is current in report.schema.json, and takes every report of version 0.1.0', () => {
    const committed = readFileSync('report.schema.json', 'utf8');
    expect(committed).toBe(schemaText(reportJsonSchema()));
    const schema = z.fromJSONSchema(JSON.parse(committed));
    for (const { name } of GATE_ROWS) {
      const { report } = readFixture<{ readonly report: unknown }>(name);
      expect([name, schema.safeParse(report).success]).toEqual([name, true]);
    }
    expect(schema.safeParse({ schemaVersion: 1, verdict: 'pass' }).success).toBe(false);
  });

  it('has a title and a description for every setting', () => {
    const bare = settingsOf(configurationJsonSchema(), '').filter(
      ([, schema]) => !('title' in schema && 'description' in schema),
    );
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  it('does not require what has a default, and closes every object', () => {
    expect(valueAt(configurationJsonSchema(), [...ENVIRONMENT.slice(0, -1), 'required'])).toEqual([
      'secret',
      'account',
    ]);
    // Environments may be left out where there is a fleet; the parser asks for one of the two.
    expect(configurationJsonSchema()).not.toHaveProperty('required');
    expect(configurationJsonSchema()).toMatchObject({ additionalProperties: false });
  });
});

describe('an editor with the committed JSON Schema', () => {
  const editor = z.fromJSONSchema(JSON.parse(COMMITTED_SCHEMA));

  it('accepts the example', () => {
    expect(editor.safeParse(JSON.parse(EXAMPLE)).success).toBe(true);
  });

  it('accepts a fleet alone', () => {
    const alone = exampleWith({ environments: undefined, fleet: FLEET });
    expect(editor.safeParse(JSON.parse(alone)).success).toBe(true);
  });

  it.each<readonly [string, Changes]>([
    ['a probe at another host', { 'environments.production.probe': 'https://api.example.com/v1' }],
    ['a text as webhookAuthToken', { 'environments.production.webhookAuthToken': 'yes' }],
    ['an unknown kind', { 'environments.production.credential.kind': 'oauth' }],
    ['a reminder every minute', { 'alerts.remindAfterHours': 0.016 }],
    ['an age of half a day', { 'environments.production.credential.maxAgeDays': 0.5 }],
    ['an empty label prefix', { 'environments.production.credential.labelPrefix': '' }],
    ['a SID of the wrong form', { 'environments.production.account.sid': 'AC' }],
    ['no environment', { environments: {} }],
    ['a fleet without {member}', { fleet: { ...FLEET, template: { secret: { id: 'a' } } } }],
    ['members from two sources', { 'fleet.members': { ...FLEET.members, secretPrefix: 'a/' } }],
    ['an unknown key', { environment: {} }],
    ['a name of an environment with a space', { 'environments.a b': {} }],
  ])('flags %s', (_name, changes) => {
    expect(editor.safeParse(JSON.parse(exampleWith(changes))).success).toBe(false);
  });
});

/** Every property schema with its path, through objects, records and lists. */
function settingsOf(schema: object, path: string): readonly (readonly [string, object])[] {
  const properties = Object.entries(valueAt(schema, ['properties']) ?? {});
  const values = valueAt(schema, ['additionalProperties']);
  return [
    ...properties.flatMap(([name, inner]) => [
      [`${path}.${name}`, inner] as const,
      ...settingsOf(inner, `${path}.${name}`),
    ]),
    ...(typeof values === 'object' && values !== null ? settingsOf(values, `${path}.*`) : []),
  ];
}

/** The value at a path, or undefined where there is none. */
function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], root);
}
