import type { Option } from '../arguments/option.ts';
import { type CompletedCommand, completedValue, PROGRAM, quoted } from './completed-command.ts';

/** Actions of `_arguments`, which says nothing of a flag. */
const ACTIONS = {
  nothing: '',
  anything: ': ',
  files: ':_files',
  environments: ':_twilio_preflight_names',
} as const;

/** The script for zsh, to be sourced after compinit or put into a directory of fpath. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef ${PROGRAM}
# zsh completion of ${PROGRAM}; load it after compinit with: source <(npx --no ${PROGRAM} completion zsh)

_twilio_preflight_run() {
  if whence -p ${PROGRAM} >/dev/null; then command ${PROGRAM} "$@"; else npx --no ${PROGRAM} "$@"; fi
}

_twilio_preflight_names() {
  local -a names options
  local position=\${words[(i)--config]}
  ((position < \${#words})) && options=(--config "\${words[position + 1]}")
  names=("\${(@f)$(_twilio_preflight_run completion environments "\${options[@]}" 2>/dev/null)}")
  _values -s , environment "\${names[@]}"
}

_twilio_preflight() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
    'help:the help of a command'
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}

if [[ $funcstack[1] == _twilio_preflight ]]; then
  _twilio_preflight "$@"
else
  compdef _twilio_preflight ${PROGRAM}
fi
`;
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const operand = operands.length === 0 ? [] : [quoted(`1: :(${operands.join(' ')})`)];
  const specs = [...options.map(optionSpec), ...operand];
  return [`    ${name})`, `      _arguments ${specs.join(' ')}`, '      ;;'].join('\n');
}

function optionSpec(option: Option): string {
  const text = option.text.replaceAll(/[[\]\\]/g, '\\$&');
  const value = completedValue(option);
  const many = option.kind === 'list' ? '*' : '';
  if (option.kind === 'flag') return quoted(`--${option.name}[${text}]`);
  const action = value.kind === 'words' ? `:(${value.words.join(' ')})` : ACTIONS[value.kind];
  return quoted(`${many}--${option.name}=[${text}]:${option.value}${action}`);
}
