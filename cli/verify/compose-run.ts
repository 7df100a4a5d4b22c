import { resolve } from 'node:path';
import { composeVerification } from '../../functions/compose.ts';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import type {
  EnvironmentExpectation,
  Expectations,
} from '../../functions/domain/model/expectation.ts';
import type { SecretReader } from '../../functions/domain/model/ports.ts';
import type { VerificationPorts } from '../../functions/domain/verification/verification.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import type { Io } from '../io.ts';
import { createFileSecretReader } from '../local-file/create-file-secret-reader.ts';
import { readSecretFile } from '../local-file/read-secret-file.ts';
import { readSettings } from '../settings.ts';
import { requireSignIn } from '../sign-in.ts';

/** What one verification works with, and what the person should know about it. */
export interface ComposedRun {
  readonly ports: VerificationPorts;
  readonly expectations: Expectations;
  readonly notes: readonly string[];
}

export interface RunChoice {
  readonly configuration: Configuration;
  readonly environments: readonly EnvironmentExpectation[];
  /** A path, or `-` for standard input: the secret of the only environment. */
  readonly localSecret: string | undefined;
}

/** Makes the ports of a run: Secrets Manager with the caller's credentials, or one secret file. */
export async function composeRun(choice: RunChoice, io: Io): Promise<ComposedRun> {
  const settings = readSettings(io.env);
  const compose = io.services?.composeVerification ?? composeVerification;
  const originNotes =
    settings.twilioOrigin === undefined
      ? []
      : [`note: Twilio is replaced by ${shownArgument(settings.twilioOrigin)}.`];
  const [environment] = choice.environments;
  if (choice.localSecret === undefined || environment === undefined) {
    await requireSignIn(io);
    const ports = compose(settings)();
    return { ports, expectations: choice.configuration, notes: originNotes };
  }
  const file = await openLocalSecret(choice.localSecret, environment, io);
  return {
    ports: compose(settings, file.secrets)(),
    // Without the auditor: its secret is in Secrets Manager, which is not asked.
    expectations: { environments: choice.configuration.environments },
    notes: [...originNotes, ...file.notes],
  };
}

interface LocalSecret {
  readonly secrets: SecretReader;
  readonly notes: readonly string[];
}

async function openLocalSecret(
  path: string,
  { name, secret }: EnvironmentExpectation,
  io: Io,
): Promise<LocalSecret> {
  const shown = path === '-' ? 'standard input' : shownArgument(path);
  const shownAs = path === '-' ? 'Standard input' : `The secret file ${shown}`;
  const source =
    path === '-'
      ? { stream: io.stdin.bytes, shownAs }
      : { path: resolve(io.directory, path), shownAs };
  if (path === '-' && io.stdin.isTerminal) {
    io.stderr.write('Reading the secret from standard input; Ctrl-D ends it.\n');
  }
  const { payload, isExposed } = await readSecretFile(source);
  const secrets = createFileSecretReader(secret, { payload, file: path === '-' ? path : shown });
  const note = `note: the secret of ${name} is read from ${shown}; AWS is not asked. Other environments' secrets are not compared, and the auditor is not used.`;
  const warning = `warning: ${shown} can be read by others on this machine; chmod 600 protects it.`;
  return { secrets, notes: isExposed ? [note, warning] : [note] };
}
