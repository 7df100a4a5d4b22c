import { PreflightError } from '../domain/model/preflight-error.ts';
import type { Configuration } from './configuration.ts';
import { formatConfigurationIssues } from './configuration-issue.ts';
import { parseConfiguration } from './parse-configuration.ts';

/** Parses a configuration. Throws {@link PreflightError} `config.invalid` that lists every issue. */
export function parseOrThrow(text: string): Configuration {
  const parse = parseConfiguration(text);
  if (parse.ok) return parse.configuration;
  throw new PreflightError(formatConfigurationIssues(parse.issues), {
    code: 'config.invalid',
    fault: 'operator',
  });
}
