import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

type Variables = Readonly<Record<string, string>>;

/** How a process ended. */
export interface Ending {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a synth left: the ending of the app, and the directory of its cloud assembly. */
export interface Synth extends Ending {
  readonly assembly: string;
}

/** A resource of a template. */
export interface Resource {
  readonly logicalId: string;
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/**
 * Runs Node as in a new terminal of the stranger: nothing of the checkout is in its environment, not
 * even on its PATH. `env` adds to it.
 */
export async function runNode(
  cwd: string,
  args: readonly string[],
  env: Variables = {},
): Promise<Ending> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: dirname(process.execPath), HOME: cwd, TMPDIR: tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[exitCode], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}

/**
 * Starts one of the apps (`test/package/apps`) in the directory where the package is installed, with
 * plain Node, as `cdk synth` does with `node app.js`. Unless `env` says otherwise, without the CDK's
 * own check of the templates: loading its rules takes five seconds each time.
 */
export async function synthesise(
  directory: string,
  app: string,
  env: Variables = {},
): Promise<Synth> {
  const assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
  const all = { CDK_OUTDIR: assembly, CDK_VALIDATION: 'false', ...env };
  return { ...(await runNode(directory, [app], all)), assembly };
}

/** The functions' assets in an assembly: directories that hold code. */
export function codeAssets(assembly: string): readonly string[] {
  const assets = readdirSync(assembly).filter((name) => name.startsWith('asset.'));
  const directories = assets.map((name) => join(assembly, name));
  return directories.filter((asset) => readdirSync(asset).includes('index.mjs'));
}

/** The resources of a stack in an assembly. */
export function resourcesOf(assembly: string, stack: string): readonly Resource[] {
  const { Resources } = JSON.parse(readFileSync(join(assembly, `${stack}.template.json`), 'utf8'));
  return Object.entries<Omit<Resource, 'logicalId'>>(Resources).map(([logicalId, resource]) => ({
    logicalId,
    ...resource,
  }));
}
