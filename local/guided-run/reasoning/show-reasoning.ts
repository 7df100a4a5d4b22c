import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT_VARIABLES } from '../../../functions/contract.ts';
import { compared, conclude, contains, type Step } from '../checklist.ts';
import { countLeaks } from '../leaks.ts';
import { everySecret } from '../release/everything-said.ts';
import { staleKey } from '../scenarios/stored-credential.ts';
import type { Screen } from '../screen/screen.ts';
import type { RunningSystem } from '../system/running-system.ts';

const PROJECT_ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));

/** What the command line said, and its exit code; null where a signal ended it. */
interface CommandAnswer {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `twilio-preflight ARGS` as a person would, in a process of its own, pointed at this system.
 * Of the caller's environment it gets the search path only: no profile, no credential, no proxy.
 */
async function askCommandLine(
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

const COMMAND = ['diagnose', '--env', staleKey.environment] as const;

/**
 * Breaks the environment of the story, and has the command line explain it: what it asks, why, and
 * what each answer rules out. Returns 0 when that went as expected, else 1.
 */
export async function showReasoning(system: RunningSystem, screen: Screen): Promise<0 | 1> {
  staleKey.arrange(system);
  screen.heading('How the diagnosis comes about');
  for (const line of staleKey.story) screen.line(`  ${line}`);
  screen.line();
  screen.live('Asking');
  const answer = await askCommandLine(COMMAND, system);
  screen.settle(`  $ npx --no twilio-preflight ${COMMAND.join(' ')}`);
  screen.quote(`${answer.stderr}${answer.stdout}`);
  return conclude(asExpected(answer, system), screen);
}

function asExpected(answer: CommandAnswer, system: RunningSystem): readonly Step[] {
  const { exitCode, stdout, stderr } = answer;
  return [
    {
      title: 'It proved that the version before the newest works, and exited with 1',
      items: [
        contains('what was asked', stdout, 'Does AWSPREVIOUS work?'),
        contains('what followed', stdout, 'proves credential.stale-version'),
        compared('exit code', { expected: 1, found: exitCode }),
      ],
    },
    {
      title: 'No secret or part of one was printed',
      items: [
        compared('secrets that were seen', {
          expected: 0,
          found: countLeaks(`${stdout}${stderr}`, everySecret(system)),
        }),
      ],
    },
  ];
}
