import type { Option } from '../arguments/option.ts';
import { type CompletedCommand, completedValue, PROGRAM } from './completed-command.ts';

/** What `complete` is told of a value: `-r` is required, `-x` and no file. */
const VALUES = {
  nothing: '',
  anything: ' -x',
  files: ' -r -F',
  environments: " -x -a '(_twilio_preflight_names)'",
} as const;

/** The script for fish. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  return `# fish completion of ${PROGRAM}; load it with: npx --no ${PROGRAM} completion fish | source

function _twilio_preflight_names
    set -l words (commandline -opc)
    set -l options
    if set -l position (contains -i -- --config $words)
        set options --config $words[(math $position + 1)]
    end
    if type -fq ${PROGRAM}
        command ${PROGRAM} completion environments $options 2>/dev/null
    else
        npx --no ${PROGRAM} completion environments $options 2>/dev/null
    end
end

complete -c ${PROGRAM} -f
${commands.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ name, summary, options, operands }: CompletedCommand): readonly string[] {
  const inCommand = `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from ${name}'`;
  const operand =
    operands.length === 0 ? [] : [`${inCommand} -a ${fishQuoted(operands.join(' '))}`];
  return [
    `complete -c ${PROGRAM} -n __fish_use_subcommand -a ${name} -d ${fishQuoted(summary)}`,
    ...options.map((option) => `${inCommand} ${optionWords(option)}`),
    ...operand,
  ];
}

function optionWords(option: Option): string {
  const value = completedValue(option);
  const short = option.kind === 'flag' && option.short !== undefined ? ` -s ${option.short}` : '';
  const words =
    value.kind === 'words' ? ` -x -a ${fishQuoted(value.words.join(' '))}` : VALUES[value.kind];
  return `-l ${option.name}${short}${words} -d ${fishQuoted(option.text)}`;
}

/** A text in the single quotes of fish, which knows two escapes there. */
function fishQuoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
