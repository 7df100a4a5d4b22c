import type { MapRun } from '../../state-machine/map/map-run.ts';
import type { Outcome, Run } from '../../state-machine/run.ts';

/** What starts an execution: all of its run but the world, which the state machine brings. */
export type ExecutionStart = Omit<Run, 'ports'>;

/** A state machine as it is deployed. */
export interface MachineSeed {
  readonly name: string;
  readonly region?: string | undefined;
  /** Runs an execution to its end; what it throws ends the execution with `States.Runtime`. */
  run(start: ExecutionStart): Promise<Outcome>;
}

/** An execution, as it stands. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  /** JSON, as it was given. */
  readonly input: string;
  readonly startedAt: Date;
  readonly stoppedAt: Date | undefined;
  /** Undefined while it runs. */
  readonly outcome: Outcome | undefined;
  readonly mapRuns: readonly MapRun[];
}

/** The state machines of this world, and their executions. */
export interface ExecutionStore {
  /** Makes or replaces a state machine; gives its ARN. */
  createMachine(machine: MachineSeed): string;
  hasMachine(arn: string): boolean;
  /** Starts an execution; throws for a state machine that there is not. */
  start(machineArn: string, start: { readonly name: string; readonly input: string }): Execution;
  find(arn: string): Execution | undefined;
  list(): readonly Execution[];
  mapRun(arn: string): MapRun | undefined;
  /** Aborts an execution that runs. */
  stop(arn: string): void;
  /** Resolves once the execution has ended. Throws for one that there is not. */
  ended(arn: string): Promise<Execution>;
}

/** Makes a store without state machines. */
export function createExecutionStore(
  accountId: string,
  defaultRegion: string,
  now: () => Date,
): ExecutionStore {
  const machines = new Map<string, MachineSeed>();
  const executions = new Map<string, Running>();
  const known = (arn: string): Running => {
    const found = executions.get(arn);
    if (found === undefined) throw new Error(`There is no execution ${arn}.`);
    return found;
  };
  return {
    createMachine: (machine) => {
      const { name, region = defaultRegion } = machine;
      const arn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
      machines.set(arn, machine);
      return arn;
    },
    hasMachine: (arn) => machines.has(arn),
    start: (machineArn, { name, input }) => {
      const machine = machines.get(machineArn);
      if (machine === undefined) throw new Error(`There is no state machine ${machineArn}.`);
      const running = startExecution(machine, { machineArn, name, input, now });
      executions.set(running.execution.arn, running);
      return running.execution;
    },
    find: (arn) => executions.get(arn)?.execution,
    list: () => [...executions.values()].map(({ execution }) => execution),
    mapRun: (arn) =>
      [...executions.values()]
        .flatMap(({ execution }) => execution.mapRuns)
        .find((mapRun) => mapRun.arn === arn),
    stop: (arn) => known(arn).stop(),
    ended: async (arn) => {
      const { execution, ended } = known(arn);
      await ended;
      return execution;
    },
  };
}

interface Running {
  readonly execution: Execution;
  readonly ended: Promise<void>;
  stop(): void;
}

interface Start {
  readonly machineArn: string;
  readonly name: string;
  readonly input: string;
  readonly now: () => Date;
}

function startExecution(machine: MachineSeed, { machineArn, name, input, now }: Start): Running {
  const stopping = new AbortController();
  const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const startedAt = now();
  const mapRuns: MapRun[] = [];
  let outcome: Outcome | undefined;
  let stoppedAt: Date | undefined;
  const running = machine.run({
    machine: { arn: machineArn, name: machine.name },
    execution: { arn, name, startedAt },
    input: JSON.parse(input),
    signal: stopping.signal,
    onMapRun: (mapRun) => {
      mapRuns.push(mapRun);
    },
  });
  const end = (how: Outcome): void => {
    outcome = how;
    stoppedAt = now();
  };
  return {
    execution: {
      arn,
      name,
      machineArn,
      input,
      startedAt,
      mapRuns,
      get outcome() {
        return outcome;
      },
      get stoppedAt() {
        return stoppedAt;
      },
    },
    ended: running.then(end, (error: unknown) =>
      end({ kind: 'fault', error: 'States.Runtime', cause: String(error) }),
    ),
    stop: () => stopping.abort(),
  };
}
