import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Where the package was installed, outside the checkout. */
export interface InstalledPackage {
  /** An app with the versions of aws-cdk-lib and constructs that the checkout is tested with. */
  readonly app: string;
  /** An app with the oldest versions that the package says it works with. */
  readonly oldestApp: string;
  /** An application with the frameworks that the kit has a form for, an AWS client, and no CDK. */
  readonly kitApp: string;
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
  'express',
  'fastify',
  'hono',
] as const;

interface Manifest {
  readonly devDependencies: Versions<(typeof CDK)[number] | (typeof OF_APPLICATIONS)[number]>;
  readonly peerDependencies: Versions<(typeof CDK)[number]>;
}

/** Packs the package as `npm publish` would, and installs it as a stranger would: beside the apps. */
export function setup({ provide }: TestProject): void {
  const root = mkdtempSync(join(tmpdir(), 'strangers-'));
  npm(process.cwd(), 'pack', '--pack-destination', root);
  const tarball = join(root, readdirSync(root).find((name) => name.endsWith('.tgz')) ?? '');
  const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { devDependencies: tested, peerDependencies: accepted } = manifest;
  provide('installed', {
    app: install(join(root, 'app'), tarball, {
      from: 'test/package/apps',
      packages: CDK.map((name) => `${name}@${tested[name]}`),
    }),
    oldestApp: install(join(root, 'oldest-app'), tarball, {
      from: 'test/package/apps',
      packages: CDK.map((name) => `${name}@${accepted[name].replace('^', '')}`),
    }),
    kitApp: install(join(root, 'kit-app'), tarball, {
      from: 'test/package/kit-apps',
      packages: OF_APPLICATIONS.map((name) => `${name}@${tested[name]}`),
    }),
    tarballBytes: statSync(tarball).size,
  });
}

interface AppParts {
  /** Where its modules are. */
  readonly from: string;
  /** What is installed beside the package: `NAME@VERSION`. */
  readonly packages: readonly string[];
}

function install(app: string, tarball: string, { from, packages }: AppParts): string {
  cpSync(from, app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{ "name": "strangers-app", "private": true }\n');
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'] as const;
  npm(app, 'install', ...quietly, tarball, ...packages);
  return app;
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
