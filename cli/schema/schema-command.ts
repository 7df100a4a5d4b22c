import { type Command, PRINTING_EXITS } from '../arguments/command.ts';
import { EXIT } from '../exit-code.ts';

const SCHEMAS = {
  config: async () => await import('../../preflight.schema.json', { with: { type: 'json' } }),
  report: async () => await import('../../report.schema.json', { with: { type: 'json' } }),
} as const;

/** `schema` in the table of commands. */
export const SCHEMA: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of the configuration or of a report',
  about:
    'Prints a JSON Schema (draft 7) on stdout: config, the default, of preflight.config.json, or report, of what verify, diagnose and invoke print with --format json.',
  operand: { name: 'SCHEMA', choices: Object.keys(SCHEMAS), isRequired: false },
  options: [],
  notes: [
    'The package holds both beside each other: preflight.schema.json and report.schema.json.',
  ],
  examples: ['schema', 'schema report'],
  exits: PRINTING_EXITS,
  run: async ({ operand }, { stdout }) => {
    const schema = operand === 'report' ? await SCHEMAS.report() : await SCHEMAS.config();
    stdout.write(`${JSON.stringify(schema.default, null, 2)}\n`);
    return EXIT.open;
  },
};
