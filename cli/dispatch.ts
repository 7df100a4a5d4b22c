import { nearestName } from '../functions/domain/text/nearest-name.ts';
import { PRODUCT_VERSION } from '../functions/product.ts';
import { commandHelp, mainHelp } from './arguments/help.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import { shownArgument } from './arguments/shown-argument.ts';
import { COMMANDS } from './commands.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { columnsOf, type Io } from './io.ts';
import { usageError } from './usage-error.ts';
import { withVariables } from './with-variables.ts';

/** Finds the command that `argv` (without node and script) names, and runs it or shows its help. */
export async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = argv;
  switch (first) {
    case undefined:
      io.stderr.write(mainHelp(COMMANDS, columnsOf(io.stderr)));
      return EXIT.configuration;
    case '--help':
    case '-h':
      return print(mainHelp(COMMANDS, columnsOf(io.stdout)), io);
    case 'help':
      return await dispatch([...rest.slice(0, 1), '--help'], io);
    case '--version':
      return print(`${PRODUCT_VERSION}\n`, io);
    default:
      return await runCommand(first, rest, io);
  }
}

async function runCommand(name: string, rest: readonly string[], io: Io): Promise<ExitCode> {
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) throw unknownCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) {
    return print(commandHelp(command, columnsOf(io.stdout)), io);
  }
  const given = parseArguments(rest, command);
  return await command.run(given, withVariables(given, io));
}

function print(text: string, { stdout }: Io): ExitCode {
  stdout.write(text);
  return EXIT.open;
}

function unknownCommand(name: string): Error {
  const names = COMMANDS.map((command) => command.name);
  const list = `Commands: ${names.join(', ')}.`;
  if (name.startsWith('-')) {
    const nearest = nearestName(name, ['--help', '--version']);
    const hint =
      nearest === undefined ? `A command comes first. ${list}` : `Did you mean ${nearest}?`;
    return usageError(`Unknown option ${shownArgument(name.replace(/=.*/s, ''))}. ${hint}`);
  }
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? list : `Did you mean ${nearest}?`;
  return usageError(`Unknown command ${shownArgument(name)}. ${hint}`);
}
