import { afterAll, beforeAll, vi } from 'vitest';
import { type LocalAws, startLocalAws } from '../../local/aws/start-local-aws.ts';
import { type LocalTwilio, startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { DEFAULT_WORLD_SETTINGS } from '../../local/twilio/world/twilio-world.ts';
import { pointSdkAt } from '../functions/adapters/aws/start-stand-in.ts';

/** A Twilio and an AWS that the worlds of one file share, one after the other. */
export interface WorldServers {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  readonly region: string;
  /** Forgets journals, faults and refusals; every world brings accounts and secrets of its own. */
  clear(): void;
}

/** Starts both before the tests of a file and ends them after it. */
export function useWorldServers(): () => WorldServers {
  let servers: WorldServers | undefined;
  beforeAll(async () => {
    const [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
    pointSdkAt(aws.endpoint);
    servers = { aws, twilio, region: aws.region, clear: () => clear(aws, twilio) };
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([servers?.aws.close(), servers?.twilio.close()]);
  });
  return () => {
    if (servers === undefined) throw new Error('the servers start before the first test');
    return servers;
  };
}

function clear(aws: LocalAws, twilio: LocalTwilio): void {
  aws.faults.clear();
  aws.secrets.access.allow();
  aws.journal.clear();
  twilio.faults.clear();
  twilio.journal.clear();
  twilio.world.settings = DEFAULT_WORLD_SETTINGS;
}
