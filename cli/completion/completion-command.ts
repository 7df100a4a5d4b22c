import { type Command, PRINTING_EXITS } from '../arguments/command.ts';
import { ENVIRONMENTS } from './completed-command.ts';

/** `completion` in the table of commands, for all of them. */
export function completionCommand(commands: () => readonly Command[]): Command {
  return {
    name: 'completion',
    summary: 'print a script by which bash, zsh or fish completes commands and options',
    about:
      'Prints a script by which a shell completes commands, options, their values, files, and the environments of the configuration. Load it in each shell, as below, or write it where the shell looks for completions.',
    operand: {
      name: 'SHELL',
      choices: ['bash', 'zsh', 'fish'],
      hidden: [ENVIRONMENTS],
      isRequired: true,
    },
    options: [],
    notes: [
      'Where the command is only in a project, give it a name first: alias twilio-preflight="npx --no twilio-preflight".',
      'bash and zsh load it with: source <(npx --no twilio-preflight completion SHELL); fish with: npx --no twilio-preflight completion fish | source',
    ],
    examples: ['completion bash', 'completion fish'],
    exits: PRINTING_EXITS,
    run: async (given, io) =>
      await (await import('./completion.ts')).completion(given, { commands: commands(), io }),
  };
}
