import { compared, contains, type Step } from '../checklist.ts';
import { countLeaks } from '../leaks.ts';
import { everySecret } from '../release/everything-said.ts';
import { staleToken } from '../scenarios/stale-token.ts';
import type { Screen } from '../screen/screen.ts';
import { conclude } from '../show/conclude.ts';
import type { RunningSystem } from '../system/running-system.ts';
import { askCommandLine, type CommandAnswer } from './ask-command-line.ts';

const COMMAND = ['diagnose', '--env', staleToken.environment] as const;

/**
 * Breaks the environment of the story, and has the command line explain it: what it asks, why, and
 * what each answer rules out. Gives 0 when that went as told, else 1.
 */
export async function showReasoning(system: RunningSystem, screen: Screen): Promise<0 | 1> {
  staleToken.arrange(system);
  screen.heading('How the diagnosis comes about');
  for (const line of staleToken.story) screen.line(`  ${line}`);
  screen.line();
  screen.live('Asking');
  const answer = await askCommandLine(COMMAND, system);
  screen.settle(`  $ npx twilio-preflight ${COMMAND.join(' ')}`);
  screen.quote(`${answer.stderr}${answer.stdout}`);
  return conclude(asTold(answer, system), screen);
}

function asTold(answer: CommandAnswer, system: RunningSystem): readonly Step[] {
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
