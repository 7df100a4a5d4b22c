/**
 * What is declared otherwise than in `preflight.config.json`: by environment, the settings that take
 * the place of those of the same name, for example `{ production: { mode: 'shadow' } }`.
 */
export type Declarations = Readonly<Record<string, object>>;

/** The part of a configuration file that is read and changed. */
interface ConfigurationFile {
  readonly environments: Declarations;
}

/** The text of a configuration file with other declarations in it. Checks nothing: the synth does. */
export function declareOtherwise(text: string, declared: Declarations): string {
  const file: ConfigurationFile = JSON.parse(text);
  const environments: Record<string, object> = { ...file.environments };
  for (const [name, settings] of Object.entries(declared)) {
    environments[name] = { ...environments[name], ...settings };
  }
  return JSON.stringify({ ...file, environments }, null, 2);
}
