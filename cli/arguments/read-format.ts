import { nearestName } from '../../functions/configuration/nearest-name.ts';
import { usageError } from '../usage-error.ts';
import type { Arguments } from './option.ts';
import { shownArgument } from './shown-argument.ts';

/** `pretty` is text for a person, `json` the report of contract 6. */
export type Format = 'pretty' | 'json';

const FORMATS: readonly Format[] = ['pretty', 'json'];
const LATER: readonly string[] = ['junit', 'github', 'markdown'];

/** The value of `--format`, `pretty` by default; throws a usage error for any other. */
export function readFormat(given: Arguments): Format {
  const value = given.value('format') ?? 'pretty';
  const format = FORMATS.find((one) => one === value);
  if (format !== undefined) return format;
  if (LATER.includes(value)) {
    throw usageError(
      `--format ${value} does not exist in this version yet. There are: ${FORMATS.join(', ')}.`,
    );
  }
  const nearest = nearestName(value, FORMATS);
  const hint =
    nearest === undefined ? `There are: ${FORMATS.join(', ')}.` : `Did you mean ${nearest}?`;
  throw usageError(`Unknown format ${shownArgument(value)}. ${hint}`);
}
