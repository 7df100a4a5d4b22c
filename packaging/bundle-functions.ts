import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildFunctionBundle } from '../infra/bundling/build-function-bundle.ts';

const HANDLERS = new URL('../functions/handlers/', import.meta.url);

/**
 * Writes `NAME/index.mjs` and its chunks into `outDir` for every `functions/handlers/NAME.ts`, the very bundle that a
 * synth in the checkout makes. Returns every source file inside them.
 */
export function bundleFunctions(outDir: string): readonly string[] {
  return handlerNames().flatMap((name) => {
    const entry = `functions/handlers/${name}.ts`;
    return buildFunctionBundle(join(outDir, name), { entry }).inputs;
  });
}

function handlerNames(): readonly string[] {
  const entries = readdirSync(HANDLERS, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => basename(name, '.ts'));
}
