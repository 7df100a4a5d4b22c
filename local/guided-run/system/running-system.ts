import { type LocalAws, startLocalAws } from '../../aws/start-local-aws.ts';
import { type Deployment, deploy } from '../../deployment/deploy.ts';
import { type ExampleFleet, seedExampleFleet } from '../../example-world/example-fleet.ts';
import type { ExampleWorld } from '../../example-world/example-world.ts';
import { seedExampleWorld } from '../../example-world/seed-example-world.ts';
import { type LocalTwilio, startLocalTwilio } from '../../twilio/start-local-twilio.ts';
import { createOpenedThings } from './opened-things.ts';

/** Both worlds, filled, and the stack that runs in them. */
export interface RunningSystem {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  readonly example: ExampleWorld;
  /** Undefined where the configuration declares none. */
  readonly fleet: ExampleFleet | undefined;
  readonly deployment: Deployment;
  /** Ends the function's processes and both servers. */
  close(): Promise<void>;
}

/** What a system is made of. */
export interface SystemParts {
  /** The cloud assembly that `cdk synth` wrote. */
  readonly cdkOut: string;
  /** Default: the project's `preflight.config.json`. The one that `cdkOut` was synthesised from. */
  readonly configFile?: string | undefined;
}

/** Members of a declared fleet. */
const FLEET_MEMBERS = 500;

/** Starts a fresh world on free ports and deploys into it. Nothing is left running when it rejects. */
export async function startSystem({ cdkOut, configFile }: SystemParts): Promise<RunningSystem> {
  const opened = createOpenedThings();
  try {
    const aws = opened.add(await startLocalAws());
    const twilio = opened.add(await startLocalTwilio());
    const example = await seedExampleWorld({ aws, twilio, configFile });
    const { fleet: declared } = example.configuration;
    const fleet = declared && seedExampleFleet(declared, FLEET_MEMBERS, { aws, twilio });
    const deployment = opened.add(await deploy(cdkOut, { aws, twilioOrigin: twilio.origin }));
    return { aws, twilio, example, fleet, deployment, close: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
