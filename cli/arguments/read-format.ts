import { nearestName } from '../../functions/domain/text/nearest-name.ts';
import { usageError } from '../usage-error.ts';
import type { Arguments } from './option.ts';
import { shownArgument } from './shown-argument.ts';

/** The formats of a command that judges nothing: text for a person, or the command's JSON document. */
export type Format = 'pretty' | 'json';

const FORMATS: readonly Format[] = ['pretty', 'json'];

/** The value of `--format`, `pretty` by default; throws a usage error for any other than these two. */
export function readFormat(given: Arguments): Format {
  return readFormatOf(given, FORMATS);
}

/**
 * The value of `--format` among those that a command has, `pretty` by default; throws a usage error for
 * any other. `later` are those that are promised and not there yet.
 */
export function readFormatOf<T extends string>(
  given: Arguments,
  formats: readonly T[],
  later: readonly string[] = [],
): T {
  const value = given.value('format') ?? 'pretty';
  const format = formats.find((one) => one === value);
  if (format !== undefined) return format;
  const list = `Formats: ${formats.join(', ')}.`;
  if (later.includes(value)) {
    throw usageError(`--format ${value} does not exist in this version yet. ${list}`);
  }
  const nearest = nearestName(value, formats);
  const hint = nearest === undefined ? list : `Did you mean ${nearest}?`;
  throw usageError(`Unknown format ${shownArgument(value)}. ${hint}`);
}
