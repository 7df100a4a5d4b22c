import { inspect } from 'node:util';
import { OUTCOME_FORMATS } from '../../cli/rendering/formats.ts';
import { run } from '../../cli/run.ts';
import { COMMANDS } from '../cli/every-command.ts';
import { recordedIo } from '../cli/recorded-io.ts';
import { temporaryFiles } from '../cli/temporary-files.ts';
import { FUNCTIONS } from '../functions/handlers/every-function.ts';
import { jobEvent } from '../functions/handlers/job-event.ts';
import type { LeakyWorld } from './leaky-world.ts';

/** Does something with a world, and gives what came out of it at once: an answer, an error, an output. */
export type Driver = (world: LeakyWorld) => Promise<string>;

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  history: ['pretty', 'json'],
  doctor: ['pretty', 'json'],
};

/** Every function, and every command in each of its formats. */
export const DRIVERS: Readonly<Record<string, Driver>> = {
  'the gate, to throw': ({ handler, context }) =>
    ending(handler({ environment: 'production', throwOnFailure: true }, context)),
  ...Object.fromEntries(
    Object.entries(FUNCTIONS).map(([name, [create, event]]): [string, Driver] => [
      name,
      ({ every, compose, context }) =>
        ending(
          create(every, () => ({ ...compose(), environments: ['production'] }))(event, context),
        ),
    ]),
  ),
  ...Object.fromEntries(
    COMMANDS.flatMap((command) => {
      const [name = ''] = command;
      return (FORMATS[name] ?? OUTCOME_FORMATS).map((format): [string, Driver] => [
        `${name} --format ${format}`,
        (world) => output(world, [...command, '--format', format]),
      ]);
    }),
  ),
};

/** What a handler returned, or the error that it threw with its causes and hidden members. */
async function ending(invocation: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await invocation) ?? '';
  } catch (error) {
    return inspect(error, { depth: 9, showHidden: true });
  }
}

/** Both streams of a command. */
async function output(
  { configuration, twilio }: LeakyWorld,
  argv: readonly string[],
): Promise<string> {
  const recorded = recordedIo({
    env: { AWS_REGION: 'us-east-1', PREFLIGHT_TWILIO_ORIGIN: twilio.origin },
    directory: temporaryFiles({ 'preflight.config.json': configuration }),
  });
  await run(argv, recorded.io);
  return recorded.stdout() + recorded.stderr();
}

/** Everything that came out of a pipeline job and of these drivers. */
export async function everySink(
  world: LeakyWorld,
  drivers: readonly Driver[],
  arrange: () => void | Promise<void>,
): Promise<string> {
  const { aws, handler, context, table } = world;
  await arrange();
  const planted = new Set((await aws.tables.items(table)).map((item) => JSON.stringify(item)));
  const { id } = aws.jobs.create();
  const answers = [await ending(handler(jobEvent(id, 'production'), context))];
  for (const drive of drivers) answers.push(await drive(world));
  aws.faults.clear();
  const stored = (await aws.tables.items(table)).map((item) => JSON.stringify(item));
  return [
    ...answers,
    JSON.stringify(aws.jobs.get(id)),
    ...world.mails(),
    ...world.texts(),
    ...world.webhooks(),
    JSON.stringify(world.logLines),
    JSON.stringify(world.measured),
    ...stored.filter((item) => !planted.has(item)),
  ].join('\n');
}
