import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT_VARIABLES } from '../../../functions/contract.ts';
import type { RunningSystem } from '../system/running-system.ts';

const PROJECT_ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));

/** What the command line said, and its exit code; null where a signal ended it. */
export interface CommandAnswer {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `twilio-preflight ARGS` as a person would, in a process of its own, pointed at this system.
 * Of the caller's environment it gets the search path only: no profile, no credential, no proxy.
 */
export async function askCommandLine(
  args: readonly string[],
  { aws, twilio }: Pick<RunningSystem, 'aws' | 'twilio'>,
): Promise<CommandAnswer> {
  const child = spawn(process.execPath, ['cli/twilio-preflight.mjs', ...args], {
    cwd: PROJECT_ROOT,
    env: {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_REGION: aws.region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      [ENVIRONMENT_VARIABLES.twilioOrigin]: twilio.origin,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}
