import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalAws, startLocalAws } from '../aws/start-local-aws.ts';
import { type Deployment, deploy } from '../deployment/deploy.ts';
import { synthesise } from '../deployment/synthesise.ts';
import type { ExampleWorld } from '../example-world/example-world.ts';
import { seedExampleWorld } from '../example-world/seed-example-world.ts';
import { type LocalTwilio, startLocalTwilio } from '../twilio/start-local-twilio.ts';
import type { Ports } from './ports.ts';

/** Both worlds, filled, with the stack deployed into them. */
export interface RunningWorld {
  readonly aws: LocalAws;
  readonly twilio: LocalTwilio;
  readonly example: ExampleWorld;
  readonly deployment: Deployment;
}

/** What a person at a terminal gets to see while it runs. */
export interface WorldEvents {
  /** What is being done, as a sentence. */
  onStep(step: string): void;
  /** A line that a function wrote. */
  onLine(line: string): void;
}

/** Things to undo, the newest first; each is tried, whatever the others do. */
export interface Cleanup {
  add(undo: () => Promise<void>): void;
  run(): Promise<void>;
}

/** Makes an empty list. */
export function createCleanup(): Cleanup {
  const undoing: (() => Promise<void>)[] = [];
  return {
    add: (undo) => {
      undoing.unshift(undo);
    },
    run: async () => {
      await Promise.allSettled(undoing.map((undo) => undo()));
    },
  };
}

/**
 * Starts everything. What has been started is in `cleanup` at any time, also when this rejects: for a
 * taken port with a sentence that names the option, for a failed synth with what the app said.
 */
export async function startWorld(
  ports: Ports,
  events: WorldEvents,
  cleanup: Cleanup,
): Promise<RunningWorld> {
  const aws = await onPort('--aws-port', ports.aws, (port) => startLocalAws({ port }));
  cleanup.add(aws.close);
  const twilio = await onPort('--twilio-port', ports.twilio, (port) => startLocalTwilio({ port }));
  cleanup.add(twilio.close);
  const example = await seedExampleWorld({ aws, twilio });
  events.onStep('Synthesising the stack …');
  const outDir = await mkdtemp(join(tmpdir(), 'twilio-preflight-'));
  cleanup.add(() => rm(outDir, { recursive: true, force: true }));
  const cdkOut = await synthesise({ outDir });
  const { onLine } = events;
  const target = { aws, twilioOrigin: twilio.origin, isWatchingSecrets: true, onLine };
  const deployment = await onPort('--lambda-port', ports.lambda, (lambdaPort) =>
    deploy(cdkOut, { ...target, lambdaPort }),
  );
  cleanup.add(deployment.close);
  return { aws, twilio, example, deployment };
}

async function onPort<Started>(
  option: string,
  port: number,
  start: (port: number) => Promise<Started>,
): Promise<Started> {
  try {
    return await start(port);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const reason = code === 'EACCES' ? 'may not be opened' : 'is taken, perhaps by another world';
    throw new Error(
      `Port ${port} ${reason}. Name another one with ${option} N; 0 is any free one.`,
      {
        cause: error,
      },
    );
  }
}
