/** Where a synth writes and what it reads. */
export interface SynthesisOptions {
  /** Default: a new directory below the system's temporary directory, which the caller removes. */
  readonly outDir?: string;
  /** Default: the project's `preflight.config.json`. */
  readonly configFile?: string;
}

/** Runs the CDK app as `cdk synth` does and gives the absolute path of the cloud assembly. */
export async function synthesise(options: SynthesisOptions = {}): Promise<string> {
  throw new Error(`body follows: ${options.outDir}`);
}
