import { createStateMachine } from './adapters/aws/create-state-machine.ts';
import { composeGateBase, type GateBase } from './compose-base.ts';
import { readFunctionSettings } from './config.ts';
import type { FleetRuns } from './domain/model/fleet-ports.ts';

/** The runs of a state machine, for the command line. */
export function composeFleetRuns(stateMachineArn: string): FleetRuns {
  return createStateMachine({ stateMachineArn });
}

/** What the gate of a fleet works with. */
export interface FleetGateBase extends GateBase {
  /** Absent where the function was deployed without a state machine. */
  readonly runs: FleetRuns | undefined;
}

/** Adds the runs to what answers CodePipeline. Never throws. */
export function composeFleetGateBase(): FleetGateBase {
  const { fleetStateMachineArn: arn } = readFunctionSettings();
  return { ...composeGateBase(), runs: arn === undefined ? undefined : composeFleetRuns(arn) };
}
