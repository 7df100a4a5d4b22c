import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type LockedPackages = Readonly<Record<string, LockedPackage>>;

const LOCK_FILES = [
  'package-lock.json',
  'test/openapi/package-lock.json',
  'test/node24/package-lock.json',
];

describe('the lock files', () => {
  // npm leaves a platform's package out where the registry does not have it; `npm ci` then asks for
  // it, and refuses the whole lock file as out of step.
  test.each(LOCK_FILES)('%s locks every dependency, those of other platforms too', (path) => {
    expect(unlocked(JSON.parse(readFileSync(path, 'utf8')).packages)).toEqual([]);
  });
});

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
