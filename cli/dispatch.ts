import { nearestName } from '../functions/domain/text/nearest-name.ts';
import { PRODUCT_VERSION } from '../functions/product.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import { shownArgument } from './arguments/shown-argument.ts';
import { COMMANDS, LATER_COMMANDS } from './commands.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { MAIN_HELP } from './help.ts';
import type { Io } from './io.ts';
import { usageError } from './usage-error.ts';

/** Finds the command that `argv` (without node and script) names, and runs it or shows its help. */
export async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = argv;
  switch (first) {
    case undefined:
      io.stderr.write(MAIN_HELP);
      return EXIT.configuration;
    case '--help':
    case '-h':
      return print(MAIN_HELP, io);
    case 'help':
      return await dispatch([...rest.slice(0, 1), '--help'], io);
    case '--version':
      return print(`${PRODUCT_VERSION}\n`, io);
    default:
      return await runCommand(first, rest, io);
  }
}

async function runCommand(name: string, rest: readonly string[], io: Io): Promise<ExitCode> {
  const command = COMMANDS.get(name);
  if (command === undefined) throw unknownCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) return print(command.help, io);
  return await command.run(parseArguments(rest, command.options), io);
}

function print(text: string, { stdout }: Io): ExitCode {
  stdout.write(text);
  return EXIT.open;
}

function unknownCommand(name: string): Error {
  const names = [...COMMANDS.keys()];
  const list = `Commands: ${names.join(', ')}.`;
  if (LATER_COMMANDS.includes(name)) {
    return usageError(`The command ${name} does not exist in this version yet. ${list}`);
  }
  if (name.startsWith('-')) {
    const nearest = nearestName(name, ['--help', '--version']);
    const hint =
      nearest === undefined ? `A command comes first. ${list}` : `Did you mean ${nearest}?`;
    return usageError(`Unknown option ${shownArgument(name.replace(/=.*/s, ''))}. ${hint}`);
  }
  const nearest = nearestName(name, [...names, ...LATER_COMMANDS]);
  const hint = nearest === undefined ? list : `Did you mean ${nearest}?`;
  return usageError(`Unknown command ${shownArgument(name)}. ${hint}`);
}
