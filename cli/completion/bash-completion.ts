import { type CompletedCommand, completedValue, PROGRAM, quoted } from './completed-command.ts';

/** Values that are no list of words of their own. */
const VALUES = {
  nothing: undefined,
  anything: ':',
  files: 'mapfile -t COMPREPLY < <(compgen -f -- "$current")',
  environments: '_twilio_preflight_names "$current"',
} as const;

/** The script for bash 4.4 or newer. The completions of one option of every command are decided together. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name);
  return `# bash completion of ${PROGRAM}; load it with: source <(npx --no ${PROGRAM} completion bash)

_twilio_preflight_run() {
  if type -P ${PROGRAM} >/dev/null; then command ${PROGRAM} "$@"; else npx --no ${PROGRAM} "$@"; fi
}

# The environments of the configuration; the last of several names between commas is completed.
_twilio_preflight_names() {
  local -a names options=()
  local before='' word
  for ((word = 1; word < COMP_CWORD; word++)); do
    [[ \${COMP_WORDS[word]} == --config ]] && options=(--config "\${COMP_WORDS[word + 1]}")
  done
  [[ $1 == *,* ]] && before="\${1%,*},"
  mapfile -t names < <(_twilio_preflight_run completion environments "\${options[@]}" 2>/dev/null)
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "\${names[*]}" -- "\${1##*,}")
}

_twilio_preflight() {
  local current=\${COMP_WORDS[COMP_CWORD]} option=\${COMP_WORDS[COMP_CWORD - 1]} words=''
  # --option=value comes as three words.
  if [[ $current == '=' ]]; then current=''; elif [[ $option == '=' ]]; then option=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W ${quoted([...names, 'help', '--help', '--version'].join(' '))} -- "$current")
    return
  fi
  case \${COMP_WORDS[1]}:$option in
${commands.flatMap(valueCases).join('\n')}
  esac
  case \${COMP_WORDS[1]} in
${commands.map(commandCase).join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _twilio_preflight ${PROGRAM}
`;
}

function valueCases({ name, options }: CompletedCommand): readonly string[] {
  return options.flatMap((option) => {
    const value = completedValue(option);
    const action =
      value.kind === 'words'
        ? `mapfile -t COMPREPLY < <(compgen -W ${quoted(value.words.join(' '))} -- "$current")`
        : VALUES[value.kind];
    return action === undefined ? [] : [`    ${name}:--${option.name}) ${action}; return ;;`];
  });
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const words = [...operands, ...options.map((option) => `--${option.name}`)];
  return `    ${name}) words=${quoted(words.join(' '))} ;;`;
}
