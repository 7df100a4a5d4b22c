import { readFileSync } from 'node:fs';
import type { Configuration } from '../../../functions/configuration/configuration.ts';
import type { ConfigurationIssue } from '../../../functions/configuration/configuration-issue.ts';
import { parseConfiguration } from '../../../functions/configuration/parse-configuration.ts';

const ROOT = new URL('../../../', import.meta.url);

/** The text of the committed example. */
export const EXAMPLE: string = readFileSync(new URL('preflight.config.json', ROOT), 'utf8');

/** The committed JSON Schema. */
export const COMMITTED_SCHEMA: string = readFileSync(
  new URL('preflight.schema.json', ROOT),
  'utf8',
);

/** Settings to change, by dotted path; `undefined` removes one. Missing objects on the way are made. */
export type Changes = Readonly<Record<string, unknown>>;

/** The example with changes, as text. */
export function exampleWith(changes: Changes): string {
  const root: Record<string, unknown> = JSON.parse(EXAMPLE);
  for (const [path, value] of Object.entries(changes)) set(root, path.split('.'), value);
  return JSON.stringify(root);
}

/** The issues of a text that must be refused. */
export function issuesOf(text: string): readonly ConfigurationIssue[] {
  const parse = parseConfiguration(text);
  if (parse.ok) throw new Error('The configuration was accepted.');
  return parse.issues;
}

/** The configuration of a text that must be accepted. */
export function configurationOf(text: string): Configuration {
  const parse = parseConfiguration(text);
  if (!parse.ok) throw new Error(JSON.stringify(parse.issues));
  return parse.configuration;
}

function set(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    root[key] = value;
    return;
  }
  root[key] ??= {};
  set(root[key] as Record<string, unknown>, rest, value);
}
