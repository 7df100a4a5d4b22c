import { createObjectStore, type ObjectStore } from '../../../local/aws/objects/object-store.ts';
import type { LocalClock } from '../../../local/clock/local-clock.ts';
import type { Invocation } from '../../../local/lambda/local-function.ts';
import { type Definition, parseDefinition } from '../../../local/state-machine/definition.ts';
import type { MapRun } from '../../../local/state-machine/map/map-run.ts';
import type { MachinePorts, Outcome } from '../../../local/state-machine/run.ts';
import { runExecution } from '../../../local/state-machine/run-execution.ts';

const HOUR_MS = 3_600_000;

/** A clock whose waits are over at once, and move it on; one for hours is a limit, which never comes. */
export function createRacingClock(start: Date = new Date('2026-11-29T03:00:00Z')): LocalClock {
  let nowMs = start.getTime();
  return {
    now: () => new Date(nowMs),
    wait: async (delayMs, signal) => {
      if (delayMs > HOUR_MS) {
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      } else nowMs += delayMs;
    },
  };
}

type Handler = (event: never) => unknown;

/** What a test sees of an execution. */
export interface Ran {
  readonly outcome: Outcome;
  readonly mapRuns: readonly MapRun[];
  readonly objects: ObjectStore;
  readonly clock: LocalClock;
}

/** What a test's execution runs in; everything has a default. */
export interface MachineWorld {
  readonly input?: unknown;
  readonly objects?: ObjectStore;
  readonly clock?: LocalClock;
  readonly maxChildren?: number;
  readonly random?: () => number;
  readonly signal?: AbortSignal;
}

export const MACHINE_ARN = 'arn:aws:states:us-east-1:111122223333:stateMachine:machine';

export function arnOf(name: string): string {
  return `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
}

/** Runs a definition whose functions, by name, are handlers of the test; what one throws is its error. */
export async function runMachine(
  definition: unknown,
  functions: Readonly<Record<string, Handler>>,
  world: MachineWorld = {},
): Promise<Ran> {
  const clock = world.clock ?? createRacingClock();
  const objects = world.objects ?? createObjectStore(() => clock.now());
  objects.createBucket('bucket');
  const ports: MachinePorts = {
    invoke: (name, event) => invoke(functions, name, event),
    objects,
    clock,
    random: world.random ?? (() => 0.5),
    maxChildren: world.maxChildren ?? 4,
  };
  const mapRuns: MapRun[] = [];
  const start = {
    machine: { arn: MACHINE_ARN, name: 'machine' },
    execution: {
      arn: 'arn:aws:states:us-east-1:111122223333:execution:machine:run',
      name: 'run',
      startedAt: clock.now(),
    },
    input: world.input ?? {},
    signal: world.signal ?? new AbortController().signal,
    onMapRun: (mapRun: MapRun) => {
      mapRuns.push(mapRun);
    },
  };
  const parsed: Definition = parseDefinition(definition);
  return { outcome: await runExecution(parsed, start, ports), mapRuns, objects, clock };
}

async function invoke(
  functions: Readonly<Record<string, Handler>>,
  arn: string,
  event: unknown,
): Promise<Invocation> {
  const handler = functions[arn.split(':').at(-1) ?? ''];
  if (handler === undefined) throw new Error(`Function not found: ${arn}`);
  const common = { requestId: 'request', durationMs: 1 };
  try {
    // A copy, as on the wire; each handler has a type of its own for its event.
    const payload = await handler(structuredClone(event) as never);
    return { outcome: 'returned', payload, ...common };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { outcome: 'error', errorType: name, errorMessage: message, ...common };
  }
}

/** A failure of this type. */
export function failure(name: string): Error {
  return Object.assign(new Error('it broke'), { name });
}
