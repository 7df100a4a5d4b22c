import type { LocalAws } from '../aws/start-local-aws.ts';
import type { LocalTwilio } from '../twilio/start-local-twilio.ts';
import type { ExampleWorld } from './example-world.ts';

/** The two worlds to be filled, and what with. */
export interface Seeding {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  /** Default: the project's `preflight.config.json`. */
  readonly configFile?: string;
}

/** Fills both worlds with what the configuration declares. */
export async function seedExampleWorld(seeding: Seeding): Promise<ExampleWorld> {
  throw new Error(`body follows: ${seeding.configFile}`);
}
