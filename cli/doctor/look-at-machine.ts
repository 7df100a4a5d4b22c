import type { Configuration } from '../../functions/configuration/configuration.ts';
import type { Arguments } from '../arguments/option.ts';
import { CommandError } from '../command-error.ts';
import type { Io } from '../io.ts';
import { loadConfiguration } from '../verify/load-configuration.ts';
import type { Finding } from './finding.ts';

/** The least Node that this package promises (`engines` in package.json). */
const LEAST_NODE = { major: 20, minor: 19 };

/** Whether this Node is new enough. `version` is that of `process.versions.node`: `20.19.1`. */
export function lookAtNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const least = `${LEAST_NODE.major}.${LEAST_NODE.minor}`;
  const isEnough =
    major > LEAST_NODE.major || (major === LEAST_NODE.major && minor >= LEAST_NODE.minor);
  return isEnough
    ? { check: 'node', status: 'ok', message: `Node ${version}.` }
    : {
        check: 'node',
        status: 'problem',
        message: `Node ${version} is older than ${least}, the least that is supported.`,
        remedy: 'Install a supported Node: 20.19 or newer, 22, or 24.',
      };
}

/** The configuration where it is valid, and what was found in any case. */
export interface ConfigurationSight {
  readonly finding: Finding;
  readonly configuration?: Configuration;
}

/** Reads the configuration as every command does; what is wrong with it is a finding, not the end. */
export function lookAtConfiguration(
  given: Arguments,
  io: Pick<Io, 'directory'>,
): ConfigurationSight {
  const check = 'configuration';
  try {
    const configuration = loadConfiguration(given, io);
    const declared = configuration.environments.map(({ name }) => name);
    if (configuration.fleet !== undefined) declared.push('a fleet');
    return {
      configuration,
      finding: { check, status: 'ok', message: `Valid; declares ${declared.join(', ')}.` },
    };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const remedy =
      'Correct it (an editor with preflight.schema.json points at the place), or write one: npx --no twilio-preflight init.';
    return { finding: { check, status: 'problem', message: error.message, remedy } };
  }
}
