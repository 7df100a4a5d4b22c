import { parseArgs } from 'node:util';
import { nearestName } from '../../functions/domain/text/nearest-name.ts';
import { usageError } from '../usage-error.ts';
import { type Command, takenOptions } from './command.ts';
import type { Arguments, ChoiceOption, Option, ValueOption } from './option.ts';
import { shownArgument } from './shown-argument.ts';

type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, { readonly kind: 'option' }>;
type Values = Map<string, readonly string[]>;

/**
 * Reads what was typed after a command. Throws the usage error of the first fault: an option that is not
 * known (with the nearest that is), a value that is missing, empty, not allowed or given twice, a stray
 * argument, something required that is not there. An empty value is a fault, since it is most often a shell
 * variable that was not set.
 */
export function parseArguments(argv: readonly string[], command: Command): Arguments {
  const options = takenOptions(command);
  const given: Values = new Map();
  const operands: string[] = [];
  for (const token of tokensOf(argv, options)) {
    if (token.kind === 'option') addOption(token, options, given);
    if (token.kind === 'positional') operands.push(token.value);
  }
  const operand = readOperand(operands, command);
  const missing = command.required?.find(({ name }) => !given.has(name));
  if (missing !== undefined) throw missingOption(missing);
  return argumentsOf(given, operand);
}

function argumentsOf(given: Values, operand: string | undefined): Arguments {
  const value = ({ name }: Option): string | undefined => given.get(name)?.[0];
  return {
    operand,
    has: ({ name }) => given.has(name),
    value,
    needed: (option) => {
      const found = value(option) ?? option.default;
      if (found === undefined) throw missingOption(option);
      return found;
    },
    choice: (option) => option.choices.find((one) => one === value(option)) ?? option.default,
    list: ({ name }) => [...new Set(given.get(name))],
  };
}

/** Not strict: its own errors repeat the value, and suggest nothing. */
function tokensOf(argv: readonly string[], known: readonly Option[]) {
  const options: Record<string, { type: 'boolean' | 'string'; short?: string }> = {};
  for (const option of known) {
    options[option.name] = { type: option.kind === 'flag' ? 'boolean' : 'string' };
    if (option.kind === 'flag' && option.short !== undefined) {
      options[option.name] = { type: 'boolean', short: option.short };
    }
  }
  return parseArgs({ args: [...argv], options, strict: false, tokens: true }).tokens;
}

function addOption(token: OptionToken, options: readonly Option[], given: Values): void {
  const option = optionOf(token, options);
  const before = given.get(option.name) ?? [];
  if (before.length > 0 && option.kind !== 'list') {
    throw usageError(`--${option.name} is given twice.`);
  }
  const values = valuesOf(token, option);
  for (const value of values) refuseValue(option, value);
  given.set(option.name, [...before, ...values]);
}

function optionOf({ name, rawName }: OptionToken, options: readonly Option[]): Option {
  const option = options.find((one) => one.name === name);
  if (option !== undefined) return option;
  const names = options.map((one) => one.name);
  const nearest = nearestName(name, names);
  const hint =
    nearest === undefined
      ? `Options: ${names.map((one) => `--${one}`).join(', ')}.`
      : `Did you mean --${nearest}?`;
  throw usageError(`Unknown option ${shownArgument(rawName)}. ${hint}`);
}

function valuesOf({ name, value, inlineValue }: OptionToken, option: Option): readonly string[] {
  if (option.kind === 'flag') {
    if (inlineValue) throw usageError(`--${name} takes no value.`);
    return [];
  }
  // `--env --strict` is a forgotten value; `-` alone is standard input.
  const isForgotten = !inlineValue && value !== '-' && value?.startsWith('-');
  if (value === undefined || isForgotten) throw usageError(`--${name} needs a value.`);
  const values = option.kind === 'list' ? value.split(',').map((one) => one.trim()) : [value];
  if (values.includes('')) {
    throw usageError(`--${name} needs a value, but it is empty. Is a shell variable not set?`);
  }
  return values;
}

function refuseValue(option: Option, value: string): void {
  if (option.kind === 'choice') refuseChoice(option, value);
  if (option.kind === 'value') refuseForm(option, value);
}

function refuseForm({ name, rule }: ValueOption, value: string): void {
  if (rule === undefined || rule.pattern.test(value)) return;
  throw usageError(`--${name} ${shownArgument(value)} is not ${rule.what}.`);
}

function refuseChoice({ name, choices }: ChoiceOption, value: string): void {
  if (!choices.includes(value)) throw unknownChoice(name.replace('-', ' '), value, choices);
}

function readOperand(
  operands: readonly string[],
  { operand, required = [], options }: Command,
): string | undefined {
  const stray = operands[operand === undefined ? 0 : 1];
  if (stray !== undefined) throw strayArgument(stray, [...required, ...options]);
  const [value] = operands;
  if (operand === undefined) return undefined;
  const { name, choices = [], hidden = [], isRequired } = operand;
  if (value === undefined && isRequired) {
    throw usageError(`${name} is missing: ${choices.join(', ')}.`);
  }
  const isAllowed = value === undefined || [...choices, ...hidden].includes(value);
  if (choices.length > 0 && !isAllowed) throw unknownChoice(name.toLowerCase(), value, choices);
  return value;
}

/** `Unknown format jsno. Did you mean json?`, or all that there are where none is near. */
function unknownChoice(noun: string, value: string, choices: readonly string[]): Error {
  const nearest = nearestName(value, choices);
  const all = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}s: ${choices.join(', ')}.`;
  const hint = nearest === undefined ? all : `Did you mean ${nearest}?`;
  return usageError(`Unknown ${noun} ${shownArgument(value)}. ${hint}`);
}

function missingOption(option: Option): Error {
  const missing = option.kind === 'flag' ? undefined : option.missing;
  return usageError(`--${option.name} is missing: ${missing ?? option.text}.`);
}

function strayArgument(argument: string, options: readonly Option[]): Error {
  const isNamed = options.some(({ name }) => name === 'env');
  const hint = isNamed ? ' Environments are named with --env.' : '';
  return usageError(`Unexpected argument ${shownArgument(argument)}.${hint}`);
}
