import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeDeclarations } from '../../packaging/write-declarations.ts';
import { temporaryDirectory } from '../infra/temporary-directory.ts';

describe('writeDeclarations', () => {
  const outDir = temporaryDirectory();
  let files: readonly string[];

  beforeAll(() => {
    writeDeclarations(outDir);
    const names = readdirSync(outDir, { recursive: true, encoding: 'utf8' });
    files = names.filter((name) => name.includes('.'));
  });

  it('declares what the library exports', () => {
    expect(files).toContain('infra/index.d.ts');
    expect(files).toContain('infra/constructs/twilio-preflight.d.ts');
    expect(files).toContain('kit/startup.d.ts');
    expect(files).toContain('kit/health.d.ts');
  });

  it('leaves out what only implementations mention', () => {
    expect(files).not.toContain('infra/bundling/function-code.d.ts');
  });

  it('names files that are there, as every module resolution understands', () => {
    const specifiers = files.flatMap((file) => {
      const text = readFileSync(join(outDir, file), 'utf8');
      return [...text.matchAll(/["'](\.{1,2}\/[^"']+)["']/g)].map(([, path = '']) => ({
        path,
        target: join(outDir, dirname(file), path.replace(/\.js$/, '.d.ts')),
      }));
    });
    expect(specifiers.length).toBeGreaterThan(files.length);
    expect(specifiers.filter(({ path }) => !path.endsWith('.js'))).toEqual([]);
    expect(specifiers.filter(({ target }) => !existsSync(target))).toEqual([]);
  });
});
