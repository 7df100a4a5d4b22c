import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { refuseForeign } from './bundle-library.ts';

const PROJECT_ROOT: string = fileURLToPath(new URL('..', import.meta.url));

/** The entries that applications import: `twilio-preflight/NAME`. */
export const KIT_ENTRIES = ['startup', 'health'] as const;

// The application's own copy, loaded where a secret is read.
const PEERS = ['@aws-sdk/client-secrets-manager'] as const;

const FORMATS = [
  { format: 'esm', extension: '.mjs' },
  { format: 'cjs', extension: '.js' },
] as const;

/**
 * Writes each entry of the application kit into `outDir`, as an ES module and as a CommonJS one. Each is one
 * file, and not minified, for the reasons of `bundleLibrary`. Returns every source file inside them. Throws
 * when one would load anything but Node and the AWS client.
 */
export function bundleKit(outDir: string): readonly string[] {
  return FORMATS.flatMap(({ format, extension }) => {
    const { metafile } = buildSync({
      absWorkingDir: PROJECT_ROOT,
      entryPoints: KIT_ENTRIES.map((name) => `kit/${name}.ts`),
      outdir: outDir,
      outExtension: { '.js': extension },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format,
      external: [...PEERS],
      legalComments: 'none',
      metafile: true,
      logLevel: 'silent',
    });
    refuseForeign(metafile, PEERS);
    return Object.keys(metafile.inputs);
  });
}
