import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  declaredPositions,
  type Position,
} from '../../functions/configuration/declared-positions.ts';
import { readTextFile } from '../../functions/configuration/read-text-file.ts';
import { plainLine } from '../../functions/domain/text/plain-line.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import type { Io } from '../io.ts';

/** The configuration file as a CI names it, and where it declares each environment. */
export interface Declarations {
  /** From the root of the checkout, with `/`; absolute for a file outside of it. */
  readonly path: string;
  /** The same as the reference of a URI (RFC 3986). */
  readonly uri: string;
  /** Empty where the file cannot be read: `invoke` does not need it. */
  readonly positions: ReadonlyMap<string, Position>;
}

/**
 * What the file of `--config` declares. The root of the checkout is GITHUB_WORKSPACE, elsewhere the
 * working directory.
 */
export function readDeclarations(given: Arguments, { directory, env }: Io): Declarations {
  const path = resolve(directory, given.needed(OPTIONS.config));
  const file = readTextFile(path);
  const positions = file.ok ? declaredPositions(file.text) : new Map<string, Position>();
  const inside = relative(env['GITHUB_WORKSPACE'] || directory, path)
    .split(sep)
    .join('/');
  if (inside.startsWith('../') || isAbsolute(inside)) {
    return { path: plainLine(path), uri: pathToFileURL(path).href, positions };
  }
  const uri = inside.split('/').map(encodeURIComponent).join('/');
  return { path: plainLine(inside), uri, positions };
}
