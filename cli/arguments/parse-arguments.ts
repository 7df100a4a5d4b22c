import { parseArgs } from 'node:util';
import { nearestName } from '../../functions/domain/text/nearest-name.ts';
import { usageError } from '../usage-error.ts';
import type { Arguments, OptionSpec, OptionTable } from './option.ts';
import { shownArgument } from './shown-argument.ts';

type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, { readonly kind: 'option' }>;

/**
 * Reads the options of one command. Throws the usage error of the first fault: an option that is not
 * known (with the nearest that is), a value that is missing, empty or given twice, a stray argument.
 * An empty value is a fault, since it is most often a shell variable that was not set.
 */
export function parseArguments(argv: readonly string[], table: OptionTable): Arguments {
  const given = new Map<string, string[]>();
  for (const token of tokensOf(argv, table)) {
    if (token.kind === 'positional') throw strayArgument(token.value, table);
    if (token.kind !== 'option') continue;
    const spec = specOf(token, table);
    const values = given.get(token.name) ?? [];
    if (spec.kind === 'value' && values.length > 0) {
      throw usageError(`--${token.name} is given twice.`);
    }
    given.set(token.name, [...values, ...valuesOf(token, spec)]);
  }
  return {
    flag: (name) => given.has(name),
    value: (name) => given.get(name)?.[0],
    list: (name) => [...new Set(given.get(name))],
  };
}

/** Not strict: its own errors repeat the value, and suggest nothing. */
function tokensOf(argv: readonly string[], table: OptionTable) {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, { kind, short }]) => [
      name,
      { type: kind === 'flag' ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
    ]),
  ) as Record<string, { readonly type: 'boolean' | 'string'; readonly short?: string }>;
  return parseArgs({ args: [...argv], options, strict: false, tokens: true }).tokens;
}

function specOf({ name, rawName }: OptionToken, table: OptionTable): OptionSpec {
  const spec = Object.hasOwn(table, name) ? table[name] : undefined;
  if (spec !== undefined) return spec;
  const names = Object.keys(table);
  const nearest = nearestName(name, names);
  const hint =
    nearest === undefined
      ? `Options: ${names.map((one) => `--${one}`).join(', ')}.`
      : `Did you mean --${nearest}?`;
  throw usageError(`Unknown option ${shownArgument(rawName)}. ${hint}`);
}

function valuesOf({ name, value, inlineValue }: OptionToken, spec: OptionSpec): readonly string[] {
  if (spec.kind === 'flag') {
    if (inlineValue) throw usageError(`--${name} takes no value.`);
    return [];
  }
  // `--env --strict` is a forgotten value; `-` alone is standard input.
  const isForgotten = !inlineValue && value !== '-' && value?.startsWith('-');
  if (value === undefined || isForgotten) throw usageError(`--${name} needs a value.`);
  const values = spec.kind === 'list' ? value.split(',').map((one) => one.trim()) : [value];
  if (values.includes('')) {
    throw usageError(`--${name} needs a value, but it is empty. Is a shell variable not set?`);
  }
  return values;
}

function strayArgument(argument: string, table: OptionTable): Error {
  const hint = 'env' in table ? ' Environments are named with --env.' : '';
  return usageError(`Unexpected argument ${shownArgument(argument)}.${hint}`);
}
