import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Where the package was installed, outside the checkout: in the examples, by their own manifests. */
export interface InstalledPackage {
  /** `examples/codepipeline`, with the other apps of `test/package/apps`. The examples lie beside it. */
  readonly app: string;
  /** The same with the oldest versions of aws-cdk-lib and constructs that the package accepts. */
  readonly oldestApp: string;
  /** `examples/express`, with the other frameworks that the kit has a form for and an AWS client. */
  readonly kitApp: string;
  /** File name, as the examples' manifests must have it. */
  readonly tarball: string;
  readonly tarballBytes: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly installed: InstalledPackage;
  }
}

type Versions<Name extends string> = Readonly<Record<Name, string>>;

const CDK = ['aws-cdk-lib', 'constructs'] as const;
const OF_APPLICATIONS = [
  '@aws-sdk/client-secrets-manager',
  '@hono/node-server',
  'fastify',
  'hono',
] as const;

interface Manifest {
  readonly devDependencies: Versions<(typeof CDK)[number] | (typeof OF_APPLICATIONS)[number]>;
  readonly peerDependencies: Versions<(typeof CDK)[number]>;
}

/** Packs the package as `npm publish` would, and installs it as the examples' pages say. */
export function setup({ provide }: TestProject): void {
  const root = mkdtempSync(join(tmpdir(), 'strangers-'));
  npm(process.cwd(), 'pack', '--pack-destination', root);
  const tarball = join(root, readdirSync(root).find((name) => name.endsWith('.tgz')) ?? '');
  const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { devDependencies: tested, peerDependencies: accepted } = manifest;
  const examples = copyExamples(join(root, 'tested'), tarball);
  const oldest = copyExamples(join(root, 'oldest'), tarball);
  const kitApp = join(examples, 'express');
  cpSync('test/package/kit-apps', kitApp, { recursive: true });
  install(kitApp, ...OF_APPLICATIONS.map((name) => `${name}@${tested[name]}`));
  provide('installed', {
    app: installApps(examples),
    oldestApp: installApps(
      oldest,
      ...CDK.map((name) => `${name}@${accepted[name].replace('^', '')}`),
    ),
    kitApp,
    tarball: basename(tarball),
    tarballBytes: statSync(tarball).size,
  });
}

/** Copies the examples to where the tarball lies as in the checkout after `npm pack`. */
function copyExamples(checkout: string, tarball: string): string {
  const examples = join(checkout, 'examples');
  cpSync('examples', examples, {
    recursive: true,
    filter: (source) => !/node_modules|package-lock|cdk\.out/.test(source),
  });
  cpSync(tarball, join(checkout, basename(tarball)));
  return examples;
}

/** Installs one of the examples that ask for the CDK, for all that it is enough for. */
function installApps(examples: string, ...packages: readonly string[]): string {
  const app = join(examples, 'codepipeline');
  cpSync('test/package/apps', app, { recursive: true });
  install(app, ...packages);
  for (const other of ['cdk-pipelines', 'github-actions']) {
    symlinkSync(join(app, 'node_modules'), join(examples, other, 'node_modules'));
  }
  return app;
}

/** As in its manifest, but for `packages` (`NAME@VERSION`) and without the CDK's command line. */
function install(directory: string, ...packages: readonly string[]): void {
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'] as const;
  npm(directory, 'install', ...quietly, '--omit=dev', ...packages);
}

function npm(cwd: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    env: withoutNpm(process.env),
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

/** Without what `npm run` tells its children of the project they run in. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const OF_THE_RUN = /^(?:npm_(?:package|lifecycle)_|npm_config_local_prefix$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OF_THE_RUN.test(name)));
}
