import { configurationJsonSchema } from './json-schema.ts';

/** The part of a JSON Schema that the page reads. */
interface Setting {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Setting>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Setting | boolean;
  readonly items?: Setting;
  readonly anyOf?: readonly Setting[];
}

interface Row {
  readonly path: string;
  readonly setting: Setting;
  readonly isRequired: boolean;
}

const INTRODUCTION = `# Configuration

\`preflight.config.json\` declares what each environment's credential must be. It is reviewed and deployed as code. It holds no secret.

It is validated at synth, by the command line, and when a function starts. An error names the path, the value and what is allowed. Duplicate keys and unknown
settings are errors.

Begin the file with \`"$schema": "./preflight.schema.json"\` (or \`"./node_modules/twilio-preflight/preflight.schema.json"\`), so that your editor checks it.
[preflight.config.json](../preflight.config.json) is a complete example.

This page is written by \`npm run schema\` from the schema itself.
`;

const SAME_AS_OF_ENVIRONMENT: Readonly<Record<string, string>> = {
  'auditor.secret': 'The same settings as `environments.NAME.secret`.',
  'fleet.template.secret.fields': 'As `environments.NAME.secret.fields`.',
  'fleet.template.credential': 'The same settings as `environments.NAME.credential`.',
};

/** Text of `docs/configuration.md`: every setting of the schema, in the schema's order. */
export function configurationPage(): string {
  const { properties = {} } = configurationJsonSchema() as Setting;
  const sections = Object.entries(properties)
    .filter(([name]) => name !== '$schema')
    .map(([name, setting]) => section(name, setting));
  return [INTRODUCTION, ...sections].join('\n');
}

function section(name: string, setting: Setting): string {
  const rows = childrenOf(setting, name).map(tableRow);
  return [
    `## \`${name}\``,
    '',
    ...(setting.description === undefined ? [] : [setting.description, '']),
    '| setting | value | default | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Every setting below this one, depth first; the values of a map are at `NAME`, of a list at `[]`. */
function childrenOf(setting: Setting, path: string): readonly Row[] {
  const own = Object.entries(setting.properties ?? {}).flatMap(([name, child]) => {
    const isRequired = setting.required?.includes(name) ?? false;
    return rowsOf({ path: `${path}.${name}`, setting: child, isRequired });
  });
  const values = setting.additionalProperties;
  const inMap = typeof values === 'object' ? childrenOf(values, `${path}.NAME`) : [];
  const inList = setting.items === undefined ? [] : childrenOf(setting.items, `${path}[]`);
  const inForms = (setting.anyOf ?? []).flatMap((form) => childrenOf(form, path));
  return [...own, ...inMap, ...inList, ...inForms];
}

/** What an environment has too is described once. */
function rowsOf(row: Row): readonly Row[] {
  return row.path in SAME_AS_OF_ENVIRONMENT ? [row] : [row, ...childrenOf(row.setting, row.path)];
}

function tableRow(row: Row): string {
  const { path, setting } = row;
  const cells = [`\`${path}\``, shownValue(setting), shownDefault(row), meaningOf(row)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function shownValue({ enum: choices, type, minimum, maximum }: Setting): string {
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(', ');
  if (minimum !== undefined && maximum !== undefined) {
    return `${minimum} to ${maximum.toLocaleString('en')}`;
  }
  return type ?? '';
}

function shownDefault({ setting: { default: value }, isRequired }: Row): string {
  if (isRequired) return 'required';
  return value === undefined || typeof value === 'object' ? '' : `\`${String(value)}\``;
}

function meaningOf({ path, setting: { description = '' } }: Row): string {
  return SAME_AS_OF_ENVIRONMENT[path] ?? description;
}
