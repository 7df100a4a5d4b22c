import { formatPath, type SettingPath } from './setting-path.ts';
import { isHidden, showValue } from './shown-value.ts';

/** One thing that is wrong with the configuration. Safe to print: no value that looks like a secret. */
export interface ConfigurationIssue {
  /** For example `environments.production.account.sid`; empty for the file as a whole. */
  readonly path: string;
  /** One sentence: what is wrong, the value received, what is allowed. */
  readonly message: string;
  /** The value as JSON, at most 80 characters, or why it is not shown. */
  readonly received?: string;
  readonly allowed?: string;
}

/** What an issue is made of, before it is put into words. */
export interface IssueParts {
  readonly path: SettingPath;
  /** Completes the sentence that begins with the path: `is not an Account SID`. */
  readonly problem: string;
  /** The raw value, if showing it helps. */
  readonly received?: unknown;
  readonly allowed?: string;
}

const MOST_ISSUES_SHOWN = 50;
const NO_SECRETS_HERE =
  'The configuration holds no secrets, only where they are: keep the value in Secrets Manager, and rotate it if this file was committed';

/** Puts an issue into words; the only place that decides how a received value is shown. */
export function configurationIssue(parts: IssueParts): ConfigurationIssue {
  const received = 'received' in parts ? showValue(parts.received) : undefined;
  const sentences = [parts.problem];
  if (received !== undefined) sentences.push(`received ${received}`);
  if (parts.allowed !== undefined) sentences.push(`allowed: ${parts.allowed}`);
  const path = formatPath(parts.path);
  const advice = isHidden(`${path} ${received}`) ? `. ${NO_SECRETS_HERE}.` : '';
  return {
    path,
    message: `${sentences.join('; ')}${advice}`,
    ...(received !== undefined && { received }),
    ...(parts.allowed !== undefined && { allowed: parts.allowed }),
  };
}

/**
 * All issues as text for a terminal, a log or an exception: a headline with their count, then one
 * block each (path, indented message). At most 50 are written out; the rest is counted.
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
