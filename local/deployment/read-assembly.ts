import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

const assetsSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

/** A resource of a template; property values may still hold intrinsic functions. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a synth says about its stack. */
export interface StackAssembly {
  readonly stackName: string;
  readonly resources: readonly Resource[];
  /** Values may hold intrinsic functions. */
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Absolute path of an asset by its hash. Throws for a hash that the synth did not write. */
  assetPath(hash: string): string;
}

const TEMPLATE_SUFFIX = '.template.json';

/** Reads a cloud assembly with one stack. Throws when `cdkOut` is none, or has several. */
export function readAssembly(cdkOut: string): StackAssembly {
  const templates = readdirSync(cdkOut).filter((name) => name.endsWith(TEMPLATE_SUFFIX));
  const [file, ...others] = templates;
  if (file === undefined || others.length > 0) {
    throw new Error(`${cdkOut} holds ${templates.length} templates; one stack can be deployed.`);
  }
  const stackName = file.slice(0, -TEMPLATE_SUFFIX.length);
  const template = templateSchema.parse(readJson(join(cdkOut, file)));
  const { files } = assetsSchema.parse(readJson(join(cdkOut, `${stackName}.assets.json`)));
  return {
    stackName,
    resources: Object.entries(template.Resources).map(([logicalId, { Type, Properties }]) => ({
      logicalId,
      type: Type,
      properties: Properties,
    })),
    outputs: new Map(Object.entries(template.Outputs).map(([name, { Value }]) => [name, Value])),
    assetPath: (hash) => {
      const asset = files[hash];
      if (asset === undefined) throw new Error(`${cdkOut} has no asset ${hash}.`);
      return join(cdkOut, asset.source.path);
    },
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
