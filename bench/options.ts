import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** How the benchmarks run. */
export interface BenchOptions {
  /** Measured rounds, from 1; one more goes before them and is not counted. */
  readonly rounds: number;
  /** Exit with 1 where a threshold is missed. */
  readonly check: boolean;
  /** The fleets alone, in place of everything else: they take minutes. */
  readonly fleet: boolean;
  /** Results as JSON on standard output, in place of tables. */
  readonly json: boolean;
  /** Absolute path of the `node` that runs the bundles; default: the one that runs the benchmarks. */
  readonly nodePath?: string;
}

const DEFAULT_ROUNDS = '7';

/** Reads `--rounds N`, `--fleet`, `--check`, `--json` and `--node FILE`. Throws `TypeError` for anything else. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: DEFAULT_ROUNDS },
      fleet: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      node: { type: 'string' },
    },
  });
  if (!/^[1-9][0-9]{0,2}$/.test(values.rounds)) {
    throw new TypeError(`--rounds is "${values.rounds}". Allowed is a whole number from 1 to 999.`);
  }
  const { fleet, check, json, node } = values;
  const rounds = Number(values.rounds);
  return { rounds, fleet, check, json, ...(node === undefined ? {} : { nodePath: resolve(node) }) };
}
