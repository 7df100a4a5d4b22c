import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from '../../deployment/synthesise.ts';

/** A cloud assembly and the configuration in it. */
export interface Synthesised {
  readonly cdkOut: string;
  /** Absent: the project's own. */
  readonly configFile?: string | undefined;
  /** Removes what was written. */
  close(): Promise<void>;
}

/** What a scenario declares otherwise than the project does. */
export interface OtherConfiguration {
  /** Settings by environment that replace those of `preflight.config.json`. */
  readonly declared?: Declarations | undefined;
  /** A whole configuration instead of `preflight.config.json`. */
  readonly configuration?: object | undefined;
}

const CONFIGURATION = new URL('../../../preflight.config.json', import.meta.url);

/** Synthesises the project into a temporary directory, with its own configuration or another one. */
export async function synthesised(other: OtherConfiguration = {}): Promise<Synthesised> {
  const directory = await mkdtemp(join(tmpdir(), 'twilio-preflight-run-'));
  const close = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const configFile = await writeOther(other, directory);
    const cdkOut = await synthesise({ outDir: join(directory, 'cdk.out'), configFile });
    return { cdkOut, configFile, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function writeOther(
  { declared, configuration }: OtherConfiguration,
  directory: string,
): Promise<string | undefined> {
  if (declared === undefined && configuration === undefined) return undefined;
  const path = join(directory, 'preflight.config.json');
  const text =
    configuration === undefined
      ? await readFile(CONFIGURATION, 'utf8')
      : JSON.stringify(configuration);
  await writeFile(path, declared === undefined ? text : declareOtherwise(text, declared));
  return path;
}

/**
 * Settings by environment that replace those of the same name in `preflight.config.json`, for example `{ production: { mode: 'shadow' } }`.
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
