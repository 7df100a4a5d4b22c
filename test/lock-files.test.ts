import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly integrity?: string;
  /** It came in the archive of the package above it, whose hash covers it. */
  readonly inBundle?: boolean;
  readonly engines?: { readonly node?: string };
}

type LockedPackages = Readonly<Record<string, LockedPackage>>;

const LOCK_FILES = [
  'package-lock.json',
  'test/openapi/package-lock.json',
  'test/published-schemas/package-lock.json',
  'test/node24/package-lock.json',
];

describe('the lock files', () => {
  // npm leaves a platform's package out where the registry does not have it; `npm ci` then asks for
  // it, and refuses the whole lock file as out of step.
  test.each(LOCK_FILES)('%s locks every dependency, those of other platforms too', (path) => {
    expect(unlocked(lockedPackages(path))).toEqual([]);
  });

  // `npm ci` verifies the hash that is there, and installs what has none as it comes.
  test.each(LOCK_FILES)('%s has a hash of every archive, those of other platforms too', (path) => {
    const unhashed = Object.entries(lockedPackages(path))
      .filter(([at, { integrity, inBundle }]) => at !== '' && !inBundle && integrity === undefined)
      .map(([at]) => at);
    expect(unhashed).toEqual([]);
  });
});

describe('the versions of Node', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  const sdks = Object.entries(lockedPackages('package-lock.json')).filter(([at]) =>
    /(^|\/)node_modules\/@(aws-sdk|smithy)\/[^/]+$/.test(at),
  );

  // The AWS SDK needs Node 22 from January 2027: the update that brings it must end Node 20 here too.
  test('are run by every part of the AWS SDK that is locked', () => {
    const wanted = new Set(sdks.map(([, sdk]) => Number(/\d+/.exec(sdk.engines?.node ?? '')?.[0])));
    const least = Number(/\d+/.exec(engines.node)?.[0]);
    expect(Math.max(...wanted)).toBeLessThanOrEqual(least);
  });

  test.each([
    ['20.19', 'January 2027'],
    ['22', 'April 2027'],
    ['24', 'April 2028'],
  ])('%s is in engines, and README says that it is supported until %s', (version, until) => {
    expect(engines.node).toContain(version);
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toMatch(new RegExp(`\\b${version} \\([^)]*until ${until}`));
  });
});

function lockedPackages(path: string): LockedPackages {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

function unlocked(packages: LockedPackages): readonly string[] {
  return Object.entries(packages).flatMap(([at, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter(
      (name) => !isLocked(name, at, packages),
    ),
  );
}

/** Looks where Node looks: beside the package, then in every folder above. */
function isLocked(name: string, at: string, packages: LockedPackages): boolean {
  const folder = at === '' ? '' : `${at}/`;
  if (`${folder}node_modules/${name}` in packages) return true;
  if (at === '') return false;
  const above = at.lastIndexOf('/node_modules/');
  return isLocked(name, above < 0 ? '' : at.slice(0, above), packages);
}
