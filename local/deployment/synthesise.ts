import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROJECT_ROOT: string = fileURLToPath(new URL('../..', import.meta.url));

/** Where a synth writes and what it reads. */
export interface SynthesisOptions {
  /** Default: a new directory below the system's temporary directory, which the caller removes. */
  readonly outDir?: string;
  /** Default: the project's `preflight.config.json`. */
  readonly configFile?: string | undefined;
}

/**
 * Runs the CDK app as `cdk synth` does and gives the absolute path of the cloud assembly.
 *
 * It is the command and the context of `cdk.json`, without the CDK's command line in between, whose
 * own start takes seconds. Needs no AWS account. Rejects with what the app said when it fails: for a
 * configuration that is not valid, each issue with its path.
 */
export async function synthesise(options: SynthesisOptions = {}): Promise<string> {
  const outDir = resolve(options.outDir ?? mkdtempSync(join(tmpdir(), 'twilio-preflight-')));
  const { app, context } = readProject();
  const config = options.configFile === undefined ? {} : { config: resolve(options.configFile) };
  const child = spawn(app, {
    cwd: PROJECT_ROOT,
    shell: true,
    env: {
      ...process.env,
      CDK_OUTDIR: outDir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...config }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status === 0) return outDir;
  throw new Error(`The stack could not be synthesised:\n${`${output}\n${errors}`.trim()}`);
}

interface Project {
  /** The app's command line. */
  readonly app: string;
  readonly context: Readonly<Record<string, unknown>>;
}

function readProject(): Project {
  return JSON.parse(readFileSync(join(PROJECT_ROOT, 'cdk.json'), 'utf8'));
}
