import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DependsOn: z.union([z.string(), z.array(z.string())]).default([]),
    }),
  ),
  Mappings: z
    .record(z.string(), z.record(z.string(), z.record(z.string(), z.string())))
    .default({}),
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
  /** Logical ids that the template names in `DependsOn`. */
  readonly dependsOn: readonly string[];
}

/** What a synth says about its stack. */
export interface StackAssembly {
  readonly stackName: string;
  readonly resources: readonly Resource[];
  /** What `Fn::FindInMap` finds, by `Mapping.Key.Name`. */
  readonly mappings?: ReadonlyMap<string, string> | undefined;
  /** Values may hold intrinsic functions. */
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Absolute path of an asset by its hash. Throws for a hash that the synth did not write. */
  assetPath(hash: string): string;
}

const TEMPLATE_SUFFIX = '.template.json';

/**
 * Reads one stack of a cloud assembly: the named one, or the only one. Nested assemblies, such as those
 * of the stages of CDK Pipelines, are left alone. Throws when `cdkOut` does not hold that stack, and
 * when it holds several and none is named.
 */
export function readAssembly(cdkOut: string, wanted?: string): StackAssembly {
  const stackName = findStack(cdkOut, wanted);
  const file = `${stackName}${TEMPLATE_SUFFIX}`;
  const template = templateSchema.parse(readJson(join(cdkOut, file)));
  const { files } = assetsSchema.parse(readJson(join(cdkOut, `${stackName}.assets.json`)));
  return {
    stackName,
    resources: Object.entries(template.Resources).map(([logicalId, resource]) => ({
      logicalId,
      type: resource.Type,
      properties: resource.Properties,
      dependsOn: [resource.DependsOn].flat(),
    })),
    mappings: flat(template.Mappings),
    outputs: new Map(Object.entries(template.Outputs).map(([name, { Value }]) => [name, Value])),
    assetPath: (hash) => {
      const asset = files[hash];
      if (asset === undefined) throw new Error(`${cdkOut} has no asset ${hash}.`);
      return join(cdkOut, asset.source.path);
    },
  };
}

function flat(mappings: z.output<typeof templateSchema>['Mappings']): ReadonlyMap<string, string> {
  const entries = Object.entries(mappings).flatMap(([mapping, keys]) =>
    Object.entries(keys).flatMap(([key, values]) =>
      Object.entries(values).map(([name, value]) => [`${mapping}.${key}.${name}`, value] as const),
    ),
  );
  return new Map(entries);
}

function findStack(cdkOut: string, wanted: string | undefined): string {
  const names = readdirSync(cdkOut)
    .filter((name) => name.endsWith(TEMPLATE_SUFFIX))
    .map((name) => name.slice(0, -TEMPLATE_SUFFIX.length));
  const [found, ...others] = wanted === undefined ? names : names.filter((name) => name === wanted);
  if (found !== undefined && others.length === 0) return found;
  if (wanted !== undefined) throw new Error(`${cdkOut} holds no stack ${wanted}.`);
  throw new Error(`${cdkOut} holds ${names.length} templates; one stack can be deployed.`);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
