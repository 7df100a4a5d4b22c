import { ENVIRONMENT_VARIABLES, GATE_TIMEOUT_SECONDS } from '../../functions/contract.ts';
import { startFunction } from '../../local/lambda/start-function.ts';
import { jobEvent } from '../handlers/job-event.ts';
import type { BenchWorld } from '../world/start-world.ts';
import type { Bundle } from './bundles.ts';

/** What one start cost. */
export interface ColdStart {
  /** From the start of the process until it asks for its first event. */
  readonly initMs: number;
  /** The first invocation: a pipeline job, from the event to the answer. */
  readonly firstMs: number;
}

/** In which world a bundle is started, and by which `node`; default: the one of this process. */
export interface Stage {
  readonly world: BenchWorld;
  readonly nodePath?: string;
}

/** The environment that the measured job verifies. */
const ENVIRONMENT = 'staging';

/**
 * Starts a bundle in a process of its own, as Lambda would, has it verify staging for a pipeline job,
 * and ends it. Throws where it did not open the gate: the time of a failure measures nothing.
 */
export async function coldStart(bundle: Bundle, { world, nodePath }: Stage): Promise<ColdStart> {
  const { id } = await world.createJob();
  const running = await startFunction({
    functionName: bundle.variant,
    assetDirectory: bundle.directory,
    handler: 'index.handler',
    environment: {
      AWS_ENDPOINT_URL: world.awsEndpoint,
      [ENVIRONMENT_VARIABLES.twilioOrigin]: world.twilioOrigin,
      [ENVIRONMENT_VARIABLES.alertTopicArn]: 'arn:aws:sns:us-east-1:111122223333:alerts',
    },
    timeoutMs: GATE_TIMEOUT_SECONDS * 1000,
    memoryMb: 512,
    ...(nodePath === undefined ? {} : { nodePath }),
  });
  try {
    const { initMs, durationMs, ...result } = await running.invoke(jobEvent(id, ENVIRONMENT));
    const { state } = await world.job(id);
    if (result.outcome !== 'returned' || state.status !== 'succeeded' || initMs === undefined) {
      const answered = JSON.stringify({ result, state });
      throw new Error(`The ${bundle.variant} handler did not pass staging: ${answered}`);
    }
    return { initMs, firstMs: durationMs };
  } finally {
    await running.close();
  }
}
