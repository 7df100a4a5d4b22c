import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const DOMAIN = 'functions/domain';

/** The rooms of the domain: each imports only itself and the rooms before it. */
const ROOMS = [
  'model',
  'text',
  'concurrency',
  'credential',
  'facts',
  'questions',
  'checks',
  'causes',
  'verification',
  'test-call',
  'history',
  'rendering',
  'notifications',
  'health',
  'fleet',
] as const;

interface Import {
  readonly from: string;
  readonly to: string;
}

describe('the rooms of the domain', () => {
  test('are the listed ones, and no file stands outside of them', () => {
    const entries = readdirSync(DOMAIN, { withFileTypes: true });
    expect(entries.map(({ name }) => name).sort()).toEqual([...ROOMS].sort());
  });

  test('import only rooms that are listed before them, types included', () => {
    expect(upwardImports(importsIn(DOMAIN))).toEqual([]);
  });

  test('name the two files of an import that would tie a circle', () => {
    const imports = [
      { from: `${DOMAIN}/facts/a.ts`, to: `${DOMAIN}/model/b.ts` },
      { from: `${DOMAIN}/facts/a.ts`, to: `${DOMAIN}/checks/c.ts` },
    ];
    expect(upwardImports(imports)).toEqual([`${DOMAIN}/facts/a.ts -> ${DOMAIN}/checks/c.ts`]);
  });
});

function upwardImports(imports: readonly Import[]): readonly string[] {
  return imports
    .filter(({ from, to }) => roomIndex(to) > roomIndex(from) || roomIndex(to) < 0)
    .map(({ from, to }) => `${from} -> ${to}`);
}

function roomIndex(file: string): number {
  return ROOMS.findIndex((room) => file.startsWith(`${DOMAIN}/${room}/`));
}

/** Relative imports and re-exports of every file, of values and of types, dynamic ones too. */
function importsIn(folder: string): readonly Import[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
    .flatMap((from) => {
      const specifiers = readFileSync(from, 'utf8').matchAll(
        /\b(?:from|import)\s*\(?\s*'(?<path>\.[^']+)'/g,
      );
      return [...specifiers].map(({ groups }) => ({
        from,
        to: normalize(join(dirname(from), groups?.['path'] ?? '')),
      }));
    });
}
