import { isHidden, showValue } from './shown-value.ts';

/** One thing that is wrong with the configuration. Safe to print: no value that looks like a secret. */
export interface ConfigurationIssue {
  /** For example `environments.production.account.sid`; empty for the file as a whole. */
  readonly path: string;
  /** One sentence: what is wrong or must be, the value received as JSON (at most 80 characters), what is allowed. */
  readonly message: string;
}

/** Keys and list positions from the root of the file to one setting. */
export type SettingPath = readonly PropertyKey[];

/** What an issue is made of, before it is put into words. */
export interface IssueParts {
  readonly path: SettingPath;
  /** Completes the sentence that begins with the path: `must be a text`. */
  readonly problem: string;
  /** The raw value, if showing it helps. */
  readonly received?: unknown | undefined;
  readonly allowed?: string | undefined;
}

const MOST_ISSUES_SHOWN = 20;
const NO_SECRETS_HERE =
  'The configuration holds no secrets, only where they are: keep the value in Secrets Manager, and rotate it if this file was committed';

/** Puts an issue into words; the only place that decides how a received value is shown. */
export function configurationIssue(parts: IssueParts): ConfigurationIssue {
  const path = formatPath(parts.path);
  const sentences = [parts.problem];
  if ('received' in parts) sentences.push(`received ${showValue(parts.received)}`);
  if (parts.allowed !== undefined) sentences.push(`allowed: ${parts.allowed}`);
  const message = sentences.join('; ');
  return { path, message: isHidden(path + message) ? `${message}. ${NO_SECRETS_HERE}.` : message };
}

/**
 * All issues as text for a terminal, a log or an exception: a headline with their count, then one
 * block each (path, indented message). At most 20 are written out; the rest is counted.
 */
export function formatConfigurationIssues(issues: readonly ConfigurationIssue[]): string {
  const count = `${issues.length} ${issues.length === 1 ? 'problem' : 'problems'}`;
  const blocks = issues
    .slice(0, MOST_ISSUES_SHOWN)
    .map((issue) => `${issue.path === '' ? 'the file' : issue.path}\n  ${issue.message}`);
  const hidden = issues.length - blocks.length;
  const more = hidden > 0 ? [`and ${hidden} more`] : [];
  return [`The configuration has ${count}.`, ...blocks, ...more].join('\n\n');
}

/**
 * The path as people write it: `environments.production.account.sid`, `alerts.email[0]`,
 * `environments["my env"].mode`. A key that looks like a secret is not shown. Empty for the root.
 */
export function formatPath(path: SettingPath): string {
  return path.map(formatSegment).join('').replace(/^\./, '');
}

function formatSegment(segment: PropertyKey): string {
  if (typeof segment === 'number') return `[${segment}]`;
  const name = String(segment);
  const shown = showValue(name);
  if (shown === `"${name}"` && /^[\w$-]+$/.test(name)) return `.${name}`;
  return shown.startsWith('[') ? shown : `[${shown}]`;
}
