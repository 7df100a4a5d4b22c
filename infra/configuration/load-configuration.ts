import { resolve } from 'node:path';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { formatConfigurationIssues } from '../../functions/configuration/configuration-issue.ts';
import { parseConfiguration } from '../../functions/configuration/parse-configuration.ts';
import { readTextFile } from '../../functions/configuration/read-text-file.ts';

/** The configuration, and where it was read from. */
export interface LoadedConfiguration {
  /** Absolute path. */
  readonly file: string;
  readonly configuration: Configuration;
}

/**
 * The configuration cannot be read or is not valid. The message is written for the person at the
 * terminal: the file, then each issue with its path, the value received and what is allowed. The app
 * prints it and nothing else.
 */
export class ConfigurationFileError extends Error {
  override readonly name = 'ConfigurationFileError';
}

/**
 * Reads and checks the configuration at synth, so that an expectation that cannot be met never
 * reaches a pipeline. `configFile` is relative to the working directory, which for the CDK is the
 * directory of `cdk.json`. Throws {@link ConfigurationFileError}.
 */
export function loadConfiguration(configFile: string): LoadedConfiguration {
  const file = resolve(configFile);
  const parse = parseConfiguration(readText(file));
  if (parse.ok) return { file, configuration: parse.configuration };
  throw new ConfigurationFileError(`${file}: ${formatConfigurationIssues(parse.issues)}`);
}

function readText(file: string): string {
  const read = readTextFile(file);
  if (read.ok) return read.text;
  throw new ConfigurationFileError(
    `The configuration ${file} ${read.problem}.\nName another file with: cdk synth --context config=FILE`,
    { cause: read.cause },
  );
}
