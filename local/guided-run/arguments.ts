import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export type RunRequest =
  | { readonly kind: 'story' | 'diagnose' | 'list' | 'help' }
  | { readonly kind: 'scenario'; readonly name: string }
  | { readonly kind: 'mistake'; readonly message: string };

/** How it is called, for `--help` and beside a mistake. */
export const USAGE = [
  'npm start                        a release goes through the pipeline; production is blocked',
  "npm start -- --scenario NAME     one fault, the gate's answer, and what proves it",
  'npm start -- --diagnose          what is asked to find a cause, why, and what each answer rules out',
  'npm start -- --list              the scenarios there are',
] as const;

/** Reads the arguments behind `npm start --`. A mistake is a value; its message holds what was given. */
export function parseRunArguments(argv: readonly string[]): RunRequest {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        scenario: { type: 'string' },
        diagnose: { type: 'boolean' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return { kind: 'help' };
    if (values.list === true) return { kind: 'list' };
    if (values.diagnose === true) return { kind: 'diagnose' };
    return values.scenario === undefined
      ? { kind: 'story' }
      : { kind: 'scenario', name: values.scenario };
  } catch (error) {
    // parseArgs throws a TypeError that names the argument; anything else is a defect.
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'mistake', message: error.message };
  }
}
