import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ExitCode } from '../../../cli/exit-code.ts';
import { run } from '../../../cli/run.ts';
import type { Services } from '../../../cli/services.ts';
import { recordedIo } from '../recorded-io.ts';
import { type SeededWorld, startSeededWorld } from '../seeded-world.ts';
import { temporaryFiles } from '../temporary-files.ts';

export const STAGING = 'staging/twilio/credentials';
export const PRODUCTION = 'production/twilio/credentials';
export const AUDITOR = 'twilio/auditor';

/** The accounts of a seeded world, and an empty folder to write into. */
export interface InitWorld {
  readonly world: SeededWorld;
  readonly directory: string;
  readonly parent: string;
  readonly staging: string;
  readonly production: string;
}

export async function startInitWorld(): Promise<InitWorld> {
  const world = await startSeededWorld();
  const { environments } = JSON.parse(
    readFileSync(join(world.directory, 'preflight.config.json'), 'utf8'),
  );
  return {
    world,
    directory: temporaryFiles({}),
    parent: environments.staging.account.parentSid,
    staging: environments.staging.account.sid,
    production: environments.production.account.sid,
  };
}

/** How a run of the command ended. */
export interface Written {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** Absent where no file was written. */
  readonly configuration?: unknown;
}

export interface InitRun {
  readonly argv: readonly string[];
  readonly services?: Services | undefined;
  readonly isTerminal?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly file?: string | undefined;
}

/** Runs `init`, and makes sure that no secret is anywhere and that no draft is left behind. */
export async function runInit(
  { world, directory }: Pick<InitWorld, 'world' | 'directory'>,
  { argv, services, isTerminal = false, signal, file = 'preflight.config.json' }: InitRun,
): Promise<Written> {
  const { io, stdout, stderr } = recordedIo({
    env: world.env,
    directory,
    isTerminal,
    ...(services && { services }),
    ...(signal && { signal }),
  });
  const exitCode = await run(['init', ...argv], io);
  const path = join(directory, file);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  for (const canary of world.canaries) {
    expect(`${stdout()}${stderr()}${text}`).not.toContain(canary.slice(0, 8));
  }
  expect(readdirSync(directory).filter((name) => name !== file)).toEqual([]);
  return {
    exitCode,
    stdout: stdout(),
    stderr: stderr(),
    configuration: text === undefined ? undefined : JSON.parse(text),
  };
}

/** The calls of AWS so far. */
export function callsOf({ world }: Pick<InitWorld, 'world'>): readonly string[] {
  return world.aws.journal.list().map(({ operation }) => operation);
}
