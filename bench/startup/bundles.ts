import { join } from 'node:path';
import { buildFunctionBundle } from '../../infra/bundling/build-function-bundle.ts';
import { writeConfiguration } from '../../infra/bundling/write-configuration.ts';

export type Variant = 'gate' | 'floor' | 'obvious';

/** A function's asset as it would be deployed. */
export interface Bundle {
  readonly variant: Variant;
  readonly directory: string;
  /** Size of the code, before the zip. */
  readonly bytes: number;
  /** The part of it that is read at start. */
  readonly startBytes: number;
}

const OPTIONS = {
  gate: {},
  floor: { entry: 'bench/handlers/floor.ts' },
  obvious: { entry: 'bench/handlers/obvious.ts', keepTwilioTransport: true },
} as const;

/** Bundles the three handlers alike, each below `parent` in a directory of its own. */
export function buildBundles(parent: string, configFile: string): readonly Bundle[] {
  const variants = ['gate', 'floor', 'obvious'] as const;
  return variants.map((variant) => {
    const directory = join(parent, variant);
    const { bytes, startBytes } = buildFunctionBundle(directory, OPTIONS[variant]);
    // As synth does: a gate without its validated configuration would load the schema.
    writeConfiguration(directory, configFile);
    return { variant, directory, bytes, startBytes };
  });
}
