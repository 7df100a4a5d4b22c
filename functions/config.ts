import { readFileSync } from 'node:fs';
import {
  CONFIGURATION_FILE,
  LIST_VARIABLES,
  NUMBER_VARIABLES,
  TEXT_VARIABLES,
  VALIDATED_CONFIGURATION_FILE,
} from './contract.ts';
import { PreflightError } from './domain/model/preflight-error.ts';

type Settings<Names, Value> = { readonly [Name in keyof Names]?: Value | undefined };

/**
 * The settings of a function: one for each variable of the contract, and the AWS Region. A setting is absent
 * where its variable is unset or empty, or is no such number; a list of only commas is empty.
 */
export type FunctionSettings = Settings<typeof TEXT_VARIABLES, string> &
  Settings<typeof LIST_VARIABLES, readonly string[]> &
  Settings<typeof NUMBER_VARIABLES, number> & { readonly region?: string | undefined };

/** The only reading of `process.env` in the functions. */
export function readFunctionSettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
): FunctionSettings {
  // An empty variable counts as unset, as everywhere in AWS's tools.
  const read = <Name extends string, Value>(
    names: Readonly<Record<Name, string>>,
    parse: (value: string) => Value,
  ): Settings<Record<Name, string>, Value> =>
    Object.fromEntries(
      Object.entries<string>(names).map(([setting, name]) => [
        setting,
        env[name] ? parse(env[name]) : undefined,
      ]),
    ) as Settings<Record<Name, string>, Value>;
  return {
    ...read(TEXT_VARIABLES, (value) => value),
    ...read(LIST_VARIABLES, listed),
    ...read(NUMBER_VARIABLES, wholeNumber),
    region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined,
  };
}

function listed(names: string): readonly string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function wholeNumber(text: string): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

/** The text of the configuration, and what synth left of its validation, if anything. */
export interface DeployedConfiguration {
  readonly text: string;
  readonly validated: string | undefined;
}

/**
 * The configuration that was deployed with the code, in the directory of the bundle.
 * Throws {@link PreflightError} `config.invalid` where it is not there.
 */
export function readDeployedConfiguration(): DeployedConfiguration {
  return { text: readConfigurationText(), validated: readValidatedText() };
}

function readValidatedText(): string | undefined {
  try {
    return readFileSync(new URL(VALIDATED_CONFIGURATION_FILE, import.meta.url), 'utf8');
  } catch {
    // Only synth writes it: without it the text is validated here.
    return undefined;
  }
}

function readConfigurationText(): string {
  try {
    return readFileSync(new URL(CONFIGURATION_FILE, import.meta.url), 'utf8');
  } catch (cause) {
    throw new PreflightError(
      `${CONFIGURATION_FILE} cannot be read beside the function's code; deploy the function again`,
      { code: 'config.invalid', fault: 'operator', cause },
    );
  }
}
