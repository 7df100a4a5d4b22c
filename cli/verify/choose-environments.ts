import type { Configuration } from '../../functions/configuration/configuration.ts';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import type {
  EnvironmentExpectation,
  Expectations,
} from '../../functions/domain/model/expectation.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import type { LocalSecret } from '../local-secret/local-secret.ts';
import { openSecretFile } from '../local-secret/open-secret-file.ts';
import { readVariables } from '../local-secret/read-variables.ts';
import { usageError } from '../usage-error.ts';
import { loadConfiguration } from './load-configuration.ts';

/** What is judged: some of the declared environments, and a secret of one of them that is not in AWS. */
export interface Choice {
  readonly expectations: Expectations;
  readonly environments: readonly EnvironmentExpectation[];
  readonly local: LocalSecret | undefined;
}

/**
 * Chooses by `names`, `--config`, `--local-secret` and `--from-variables`; `names` are none for every declared
 * environment. Throws a usage error where the options do not fit together, `CommandError` (2) for an unknown environment
 * and where none is declared.
 */
export async function chooseEnvironments(
  given: Arguments,
  names: readonly string[],
  io: Io,
): Promise<Choice> {
  refuseMisfits(given, names);
  const isFromVariables = given.has(OPTIONS.fromVariables);
  if (isFromVariables && names.length === 0) {
    const { environment, local } = readVariables(io.env, undefined);
    return { expectations: { environments: [environment] }, environments: [environment], local };
  }
  const expectations = loadConfiguration(given, io);
  // The step that checks again names the file as the person did.
  const configFile = given.value(OPTIONS.config);
  const environments = select(expectations, names).map((one) => ({ ...one, configFile }));
  const [environment] = environments;
  if (isFromVariables && environment !== undefined) {
    const { environment: found, local } = readVariables(io.env, environment);
    const declared = expectations.environments.map((one) =>
      one.name === found.name ? found : one,
    );
    return { expectations: { environments: declared }, environments: [found], local };
  }
  const path = given.value(OPTIONS.localSecret);
  const isInFile = path !== undefined && environment !== undefined;
  const local = isInFile ? await openSecretFile(path, environment, io) : undefined;
  return { expectations, environments, local };
}

function refuseMisfits(given: Arguments, names: readonly string[]): void {
  const isInFile = given.has(OPTIONS.localSecret);
  const isFromVariables = given.has(OPTIONS.fromVariables);
  if (!isInFile && !isFromVariables) return;
  if (isInFile && isFromVariables) {
    throw usageError(
      'Give --local-secret or --from-variables: they are two sources of one secret.',
    );
  }
  if (given.has(OPTIONS.versionStage)) {
    throw usageError(
      `--version-stage is for secrets in AWS: ${isInFile ? 'a file has' : 'variables have'} no versions.`,
    );
  }
  if (isInFile && names.length !== 1) {
    throw usageError(
      `--local-secret is the secret of one environment: name it with one --env (received ${names.length}).`,
    );
  }
  if (names.length > 1) {
    throw usageError(
      `--from-variables is compared with one environment at most: name it with one --env (received ${names.length}).`,
    );
  }
}

/** The environments of these names, all of them for none; throws `CommandError` (2) for an unknown one, and for none at all. */
export function select(
  configuration: Pick<Configuration, 'environments'>,
  names: readonly string[],
): readonly EnvironmentExpectation[] {
  const selection = selectEnvironments(configuration, names);
  if (selection.ok) return selection.environments;
  throw new CommandError(selection.message, { exitCode: EXIT.configuration });
}
