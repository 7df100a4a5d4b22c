import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT_VARIABLES } from '../../functions/contract.ts';
import { bundleCommandLine } from '../../packaging/bundle-command-line.ts';
import { median } from '../median.ts';
import type { BenchWorld } from '../world/start-world.ts';

/** What is started: `--help`, and `verify` for every environment of the example. */
export type CommandVariant = 'help' | 'verify';

/** Medians of one command, from the start of its process to its end. */
export interface CommandResult {
  readonly variant: CommandVariant;
  readonly ms: number;
  /** Of `node -e 0` in the same rounds. */
  readonly nodeMs: number;
  /** Median, over the rounds, of the command's time by that of `node -e 0` in the same round. */
  readonly ratio: number;
}

/** In which world it runs, for which configuration, and by which `node`; default: the one of this process. */
export interface CommandStage {
  readonly world: BenchWorld;
  /** An empty directory: the package is written there. */
  readonly directory: string;
  readonly configFile: string;
  readonly nodePath?: string | undefined;
}

const LAUNCHER: string = fileURLToPath(new URL('../../cli/twilio-preflight.mjs', import.meta.url));

/**
 * Runs the command line as the package holds it, and `node -e 0`, once per round and one after the other, so
 * that a busy moment of the machine meets all of them. One more round goes first and is dropped. Throws
 * where a command did not end with 0: the time of a failure measures nothing.
 */
export function measureCommand(stage: CommandStage, rounds: number): readonly CommandResult[] {
  const launcher = join(stage.directory, 'cli/twilio-preflight.mjs');
  cpSync(LAUNCHER, launcher);
  bundleCommandLine(join(stage.directory, 'dist/cli/main.mjs'));
  const lines: Readonly<Record<CommandVariant, readonly string[]>> = {
    help: [launcher, '--help'],
    verify: [launcher, 'verify', '--config', stage.configFile],
  };
  const nodeMs: number[] = [];
  const commandMs: Record<CommandVariant, number[]> = { help: [], verify: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const node = timeOf(['-e', '0'], stage);
    const help = timeOf(lines.help, stage);
    const verify = timeOf(lines.verify, stage);
    if (round === 0) continue;
    nodeMs.push(node);
    commandMs.help.push(help);
    commandMs.verify.push(verify);
  }
  return (['help', 'verify'] as const).map((variant) => ({
    variant,
    ms: median(commandMs[variant]),
    nodeMs: median(nodeMs),
    ratio: median(commandMs[variant].map((ms, round) => ms / (nodeMs[round] ?? 0))),
  }));
}

function timeOf(
  argv: readonly string[],
  { world, directory, nodePath = process.execPath }: CommandStage,
): number {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(nodePath, argv, {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: world.awsEndpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      [ENVIRONMENT_VARIABLES.twilioOrigin]: world.twilioOrigin,
    },
  });
  const ms = performance.now() - startedMs;
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`);
  return ms;
}
