import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { linksOf } from '../docs/page-links.ts';

const { app, tarball, tarballBytes } = inject('installed');
const PACKAGE = join(app, 'node_modules/twilio-preflight');

const HANDLERS = readdirSync('functions/handlers', { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name.replace(/\.ts$/, ''));

/** Paths inside the package, of files only. */
function filesOf(directory: string): readonly string[] {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(directory, name)).isFile()).sort();
}

const FILES = filesOf(PACKAGE);
const EXAMPLES = filesOf('examples')
  .filter((file) => !/node_modules|package-lock|cdk\.out/.test(file))
  .map((file) => `examples/${file}`);

describe('the package', () => {
  it('is what runs, its licences and its documents, and declarations', () => {
    const chunk = /^dist\/(?:cli|functions\/[a-z-]+)\/chunk-[0-9A-Z]{8}\.mjs$/;
    const others = FILES.filter((file) => !file.startsWith('dist/types/') && !chunk.test(file));
    expect(others).toEqual(
      [
        ...HANDLERS.map((name) => `dist/functions/${name}/index.mjs`),
        'CHANGELOG.md',
        'CONTRIBUTING.md',
        'LICENSE',
        'README.md',
        'cli/twilio-preflight.mjs',
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/cli/main.mjs',
        'dist/index.js',
        'dist/kit/health.js',
        'dist/kit/health.mjs',
        'dist/kit/startup.js',
        'dist/kit/startup.mjs',
        'dist/package.json',
        ...filesOf('docs').map((file) => `docs/${file}`),
        ...EXAMPLES,
        'package.json',
        'preflight.config.json',
        'preflight.schema.json',
        'report.schema.json',
      ].sort(),
    );
  });

  it('carries every page that its pages link to', () => {
    const missing = FILES.filter((file) => file.endsWith('.md')).flatMap((page) =>
      linksOf(join(PACKAGE, page)).filter(({ file }) => !existsSync(file)),
    );
    expect(missing).toEqual([]);
  });

  it('declares the library and what its types lead to, not what is behind it', () => {
    const declarations = FILES.filter((file) => file.startsWith('dist/types/'));
    expect(declarations).toContain('dist/types/infra/index.d.ts');
    expect(declarations).toContain('dist/types/kit/startup.d.ts');
    expect(declarations).toContain('dist/types/kit/health.d.ts');
    expect(declarations.filter((file) => !file.endsWith('.d.ts'))).toEqual([]);
    expect(declarations.filter((file) => /adapters|handlers|cli|local|test/.test(file))).toEqual(
      [],
    );
  });

  it('says nothing of the machine that it was made on', () => {
    const places = [process.cwd(), homedir(), tmpdir()].filter((place) => place.length > 1);
    const telling = FILES.filter((file) => {
      const content = readFileSync(join(PACKAGE, file), 'utf8');
      return places.some((place) => content.includes(place));
    });
    expect(telling).toEqual([]);
  });

  it('names the licence of everything that was bundled', () => {
    const notices = readFileSync(join(PACKAGE, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['twilio', 'zod', '@aws-sdk/client-secrets-manager']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  it('is at most 5 MB to download', () => {
    expect(tarballBytes).toBeLessThan(5_000_000);
  });
});

describe('the manifests of the examples', () => {
  const { devDependencies: tested } = JSON.parse(readFileSync('package.json', 'utf8'));

  it.each(['cdk-pipelines', 'codepipeline', 'express', 'github-actions'])(
    'ask for the tarball by its name, and for what the checkout is tested with: %s',
    (example) => {
      const manifest = JSON.parse(readFileSync(`examples/${example}/package.json`, 'utf8'));
      const { 'twilio-preflight': self, ...others } = {
        ...manifest.dependencies,
        ...manifest.devDependencies,
      };
      expect(self).toBe(`file:../../${tarball}`);
      expect(tested).toMatchObject(others);
    },
  );
});

describe('its installation', () => {
  const resolve = createRequire(join(app, 'app.js')).resolve;

  it('brings nothing but itself: the CDK is the one of the app', () => {
    const names = readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(names.sort()).toEqual(['@aws-cdk', 'aws-cdk-lib', 'constructs', 'twilio-preflight']);
    expect(FILES.filter((file) => file.includes('node_modules'))).toEqual([]);
  });

  it.each(['esbuild', 'tsx', 'typescript', 'zod', 'twilio'])('has no %s to load', (name) => {
    expect(() => resolve(name)).toThrow(/Cannot find module/);
  });

  it('holds the schema where a configuration names it', () => {
    const file = join(app, 'preflight.config.json');
    const { $schema } = JSON.parse(readFileSync(file, 'utf8'));
    expect(readFileSync(join(app, $schema))).toEqual(readFileSync('preflight.schema.json'));
    expect(resolve('twilio-preflight/preflight.schema.json')).toBe(join(app, $schema));
  });
});
