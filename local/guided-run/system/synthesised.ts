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

const CONFIGURATION = new URL('../../../preflight.config.json', import.meta.url);

/** Synthesises the project into a temporary directory, with its own configuration or a changed one. */
export async function synthesised(declared?: Declarations): Promise<Synthesised> {
  const directory = await mkdtemp(join(tmpdir(), 'twilio-preflight-run-'));
  const close = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const configFile = declared === undefined ? undefined : await writeChanged(declared, directory);
    const cdkOut = await synthesise({ outDir: join(directory, 'cdk.out'), configFile });
    return { cdkOut, configFile, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function writeChanged(declared: Declarations, directory: string): Promise<string> {
  const path = join(directory, 'preflight.config.json');
  await writeFile(path, declareOtherwise(await readFile(CONFIGURATION, 'utf8'), declared));
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
